//! Where the utterances came from.

use super::entries::Interval;
use super::lookup::Lookup;
use super::mask::Masker;
use super::relations::Cited;
use super::relations::LinkEntry;
use super::relations::OriginEntry;
use crate::origin::Link;
use crate::origin::Origin;

pub(super) fn entry(origin: &Origin, lookup: &Lookup, masker: &Masker) -> OriginEntry {
    OriginEntry {
        origins: origin.origins,
        obtained_by: origin.obtained_by.as_ref().map(|own| link(own, lookup, masker)),
        chain: origin.chain.iter().map(|own| link(own, lookup, masker)).collect(),
    }
}

fn link(link: &Link, lookup: &Lookup, masker: &Masker) -> LinkEntry {
    let article = link.article.and_then(|id| lookup.article(id));
    let words = link.words.as_ref().and_then(|place| {
        let article = lookup.article(place.article)?;
        Some(Cited { article, piece: lookup.piece(masker, article, place.span) })
    });
    LinkEntry {
        outlet: link.outlet.as_deref().map(|name| masker.text(name)),
        article,
        held: article.is_some(),
        when: Interval(link.when.clone()),
        words,
    }
}
