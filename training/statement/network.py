"""The tagger: a BERT encoder with word features, a tag for each word, and a link from cue to words.

The program's `neural` room computes the same (`parity.json` holds the two together).
"""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from windows import FEATURES, TAGS

SIZES = {"shape": 10, "quote": 4, "boundary": 4, "lexicon": 32}
LINK = 128  # width of the link between cue and word
DISTANCES = 33


class Dropout(nn.Module):
    """Dropout from a mask drawn once, read at a random place: drawing anew dominates a step on a processor."""

    masks = {}

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training or self.share == 0:
            return x
        if x.is_cuda:
            return F.dropout(x, self.share)
        key = (self.share, x.dtype)
        if key not in Dropout.masks:
            keep = (torch.rand(1 << 24) >= self.share).float() / (1 - self.share)
            Dropout.masks[key] = keep.to(x.dtype)
        mask = Dropout.masks[key]
        if x.numel() >= mask.numel():
            return F.dropout(x, self.share)
        at = int(torch.randint(0, mask.numel() - x.numel(), (1,)))
        return x * mask[at : at + x.numel()].view(x.shape)


class Linear(nn.Linear):
    """A linear layer that computes in the type of its input."""

    def forward(self, x):
        return F.linear(x, self.weight.to(x.dtype), self.bias.to(x.dtype))


class Norm(nn.LayerNorm):
    def forward(self, x):
        return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


class Layer(nn.Module):
    def __init__(self, width, inner, heads, dropout):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = Linear(width, 3 * width), Linear(width, width)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.norm1, self.norm2 = Norm(width, eps=1e-12), Norm(width, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x, bias):
        batch, length, width = x.shape
        head = width // self.heads
        qkv = self.qkv(x).view(batch, length, 3, self.heads, head).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.reshape(3, batch * self.heads, length, head).unbind(0)
        weights = torch.softmax(torch.baddbmm(bias, q, k.transpose(1, 2), alpha=head**-0.5), -1)
        mixed = torch.bmm(weights, v).view(batch, self.heads, length, head).transpose(1, 2)
        x = self.norm1(x + self.drop(self.out(mixed.reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def distance(places):
    """Buckets of a signed distance in words: logarithmic, 16 each way, 32 for none."""
    steps = (torch.log2(places.abs().clamp(min=1).float()) * 2).floor().long().clamp(max=15)
    return torch.where(places == 0, 32, torch.where(places > 0, steps, steps + 16))


class Tagger(nn.Module):
    def __init__(self, vocabulary=30522, width=384, inner=1536, heads=12, layers=6, dropout=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(vocabulary, width), nn.Embedding(512, width)
        self.features = nn.ModuleDict({name: nn.Embedding(SIZES[name], width) for name in FEATURES})
        for table in self.features.values():
            nn.init.zeros_(table.weight)
        self.norm, self.drop = Norm(width, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList([Layer(width, inner, heads, dropout) for _ in range(layers)])
        self.tag = Linear(width, TAGS)
        self.pair_cue, self.pair_word = Linear(width, LINK), Linear(width, LINK)
        self.bilinear = nn.Parameter(torch.randn(2, LINK, LINK) * 0.01)
        self.linear, self.distance = Linear(LINK, 2), nn.Embedding(DISTANCES, 2)
        nn.init.zeros_(self.distance.weight)
        self.kind = torch.float32

    def load_base(self, path, keep=None):
        """Takes the encoder's weights from a BERT checkpoint; `keep` chooses layers of it."""
        base = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        with torch.no_grad():
            self.word.weight.copy_(base["embeddings.word_embeddings.weight"])
            kind = base["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(base["embeddings.position_embeddings.weight"] + kind)
            for part in ("weight", "bias"):
                getattr(self.norm, part).copy_(base[f"embeddings.LayerNorm.{part}"])
                for at, layer in enumerate(self.layers):
                    load_layer(layer, base, f"encoder.layer.{keep[at] if keep else at}.", part)

    def encode(self, b):
        """The vector of each word's first piece."""
        x = self.word(b["ids"]) + self.position.weight[: b["ids"].size(1)]
        for name, table in self.features.items():
            x = x + table(b[name])
        x = self.drop(self.norm(x.to(self.kind)))
        bias = ((1 - b["is_piece"].to(self.kind)) * -1e4).unsqueeze(1)
        bias = bias.repeat_interleave(self.layers[0].heads, 0).expand(-1, x.size(1), -1)
        for layer in self.layers:
            x = layer(x, bias)
        return torch.gather(x, 1, b["first"].unsqueeze(-1).expand(-1, -1, x.size(-1)))

    def tags(self, words):
        return self.tag(self.drop(words)).float()

    def pairs(self, words, of, cue):
        """For each cue a [source, content] logit for each word of its window."""
        share = (cue / cue.sum(1, keepdim=True).clamp(min=1)).to(words.dtype)
        mean = torch.bmm(share.unsqueeze(1), words[of]).squeeze(1)
        c, x = F.gelu(self.pair_cue(self.drop(mean))), F.gelu(self.pair_word(self.drop(words)))
        turned = torch.einsum("ni,kij->njk", c, self.bilinear.to(c.dtype))
        scores = torch.bmm(x[of], turned) + self.linear(x)[of]
        places = torch.arange(words.size(1), device=words.device)
        middle = ((cue * places).sum(1) / cue.sum(1).clamp(min=1)).round().long()
        return scores.float() + self.distance(distance(places.unsqueeze(0) - middle.unsqueeze(1)))

    def loss(self, b):
        """Cross-entropy of tags, and three times that of the links of the marked cues."""
        words = self.encode(b)
        tags = F.cross_entropy(self.tags(words).flatten(0, 1), b["tags"].flatten(), ignore_index=-100)
        if not b["cues"]:
            return tags
        scores = self.pairs(words, b["cue_of"], b["cue"])
        real = b["is_word"][b["cue_of"]].unsqueeze(-1).float()
        real[b["cues"] :] = 0
        links = F.binary_cross_entropy_with_logits(scores, b["roles"], reduction="none") * real
        return tags + 3 * links.sum() / (2 * real.sum().clamp(min=1))


def load_layer(layer, base, prefix, part):
    parts = [base[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
    getattr(layer.qkv, part).copy_(torch.cat(parts))
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for ours, theirs in names.items():
        getattr(getattr(layer, ours), part).copy_(base[f"{prefix}{theirs}.{part}"])
