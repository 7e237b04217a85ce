"""Fits the tagger: on two processor cores (two processes, bf16) or on a GPU; goes on from its last checkpoint.

    python fit.py --folder BUILD --base WEIGHTS --shared ../shared [--epochs 10] [--hours 2]
"""

import argparse
import json
import math
import os
import time
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.multiprocessing

import decode
import score
import windows
from network import Tagger

WARM = 0.08


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where windows and checkpoints lie")
    parser.add_argument("--base", type=Path, required=True, help="model.safetensors of the base weights")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/ and score/")
    parser.add_argument("--name", default="statement", help="folder of the checkpoints")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--hours", type=float, default=2.0, help="stop after so long; call again to go on")
    parser.add_argument("--rate", type=float, default=4e-4, help="peak learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=40, help="windows a step")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--teacher", type=Path, help="scores of a teacher (teach.py) to learn from besides")
    return parser.parse_args()


def main():
    a = arguments()
    if torch.cuda.is_available():
        work(0, 1, a)
    else:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29531")
        torch.multiprocessing.spawn(work, args=(2, a), nprocs=2)


def work(rank, world, a):
    """One process of the fitting."""
    Fitting(rank, world, a).run()


class Fitting:
    def __init__(self, rank, world, a):
        self.a, self.rank, self.world, self.began = a, rank, world, time.time()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.set_num_threads(1 if world > 1 else os.cpu_count())
        if world > 1:
            distributed.init_process_group("gloo", rank=rank, world_size=world)
        self.fit_on, self.held = windows.split(windows.read(a.folder / "train.jsonl"))
        self.fit_on += [w for path in [a.folder / "invented.jsonl"] if path.exists() for w in windows.read(path)]
        torch.manual_seed(a.seed)
        keep = None if a.layers == 6 else [round(i * 5 / (a.layers - 1)) for i in range(a.layers)]
        self.model = Tagger(layers=a.layers)
        self.model.load_base(a.base, keep)
        self.model.to(self.device)
        self.steps = math.ceil(len(self.fit_on) / a.size) * a.epochs
        self.optimiser = torch.optim.AdamW(groups(self.model, a.rate), betas=(0.9, 0.98), foreach=True)
        self.plan = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self.share_of_rate)
        self.mean = [p.detach().clone() for p in self.model.parameters()]
        self.epoch = self.step = 0
        self.place = a.folder / a.name
        self.place.mkdir(parents=True, exist_ok=True)
        self.resume()

    def share_of_rate(self, step):
        done = step / self.steps
        return min(1.0, (done + 1e-3) / WARM) * max(0.02, 1 - max(0.0, done - WARM) / (1 - WARM))

    def resume(self):
        path = self.place / "checkpoint.pt"
        if not path.exists():
            return
        saved = torch.load(path, map_location=self.device)
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.plan.load_state_dict(saved["plan"])
        self.mean, self.epoch, self.step = saved["mean"], saved["epoch"], saved["step"]

    def run(self):
        while self.epoch < self.a.epochs and time.time() - self.began < self.a.hours * 3600:
            self.one_epoch()
            self.epoch += 1
            if self.rank == 0:
                self.save()
            if self.world > 1:
                distributed.barrier()

    def one_epoch(self):
        a, began, pieces, total = self.a, time.time(), 0, 0.0
        rng = windows.generator(a.seed, self.epoch)
        torch.manual_seed(a.seed * 1000 + self.epoch * 10 + self.rank)
        self.model.kind = torch.bfloat16
        all_batches = windows.batches(self.fit_on, a.size, rng)
        for at, chosen in enumerate(all_batches):
            self.model.train()
            mine = [windows.noisy(w, rng) for w in chosen][self.rank :: self.world]
            pieces += sum(len(w["ids"]) for w in chosen)
            total += self.one_step(mine or chosen[:1])
            if self.rank == 0 and at % 20 == 0:
                speed = pieces / (time.time() - began)
                print(f"epoch {self.epoch} {at}/{len(all_batches)} loss {total / (at + 1):.4f} {speed:.0f} pieces/s", flush=True)

    def one_step(self, chosen):
        b = windows.batch(chosen)
        b = {key: value.to(self.device) if torch.is_tensor(value) else value for key, value in b.items()}
        loss = self.model.loss(b)
        loss.backward()
        parameters = [p for p in self.model.parameters() if p.requires_grad]
        if self.world > 1:
            share_gradients(parameters, self.world)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        self.optimiser.step()
        self.plan.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.mean, list(self.model.parameters()), 1 - decay)
        return float(loss.detach())

    def save(self):
        """Checkpoint, the running mean of the weights, and its figures on the held-out articles."""
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        state |= {"plan": self.plan.state_dict(), "mean": self.mean, "epoch": self.epoch, "step": self.step}
        torch.save(state, self.place / "new.pt")
        (self.place / "new.pt").rename(self.place / "checkpoint.pt")
        mean = Tagger(layers=self.a.layers)
        for parameter, value in zip(mean.parameters(), self.mean):
            parameter.data = value.clone()
        torch.save(mean.state_dict(), self.place / "mean.pt")
        mean.kind = torch.bfloat16
        found = decode.predict(mean.to(self.device), self.held)
        figures = score.score(self.a.shared, "train", self.held, found)
        with open(self.place / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": self.epoch, "held_out": figures}) + "\n")
        print(f"epoch {self.epoch}: held out", summary(figures), flush=True)


def groups(model, rate):
    """The word table learns slowly, the encoder at the rate, what is new faster."""
    named = list(model.named_parameters())
    new = ("features", "tag", "pair", "bilinear", "linear", "distance")
    is_new = lambda name: name.startswith(new)
    return [
        {"params": [p for n, p in named if n == "word.weight"], "lr": rate / 4, "weight_decay": 0.0},
        {"params": [p for n, p in named if n != "word.weight" and not is_new(n)], "lr": rate, "weight_decay": 0.01},
        {"params": [p for n, p in named if is_new(n)], "lr": max(rate, 1e-3), "weight_decay": 0.01},
    ]


def share_gradients(parameters, world):
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters])
    distributed.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def summary(figures):
    """End-to-end F1 of all, quoted and unquoted, exact contents, and recall of other than core cues."""
    f1 = lambda group, figure: round(100 * figures["figures"][group][figure]["f1"], 1)
    shown = {group: f1(group, "end-to-end any") for group in ("all", "quoted", "unquoted")}
    other = figures["figures"]["all"]["recall by cue"]["other"]["r"]
    return json.dumps(shown | {"content": f1("all", "exact content"), "other cues": round(100 * other, 1)})


if __name__ == "__main__":
    main()
