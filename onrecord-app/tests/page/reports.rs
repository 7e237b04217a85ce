//! The reports of the invented story, as printed.

use onrecord::article::{Article, Block, BlockKind, Outlet};
use onrecord::text::{Id, Span};
use onrecord::time::{Stamp, When, parse};

use BlockKind::{
    Boilerplate, Byline, Caption, Credit, Dateline, Heading, Headline, Paragraph, Post, UpdateNote,
};

/// Seven reports: six of the bridge, two of them captures of one article, and one of another story.
pub fn reports() -> Vec<Article> {
    vec![
        article(
            "pell-courier.html",
            Some("Pell Courier"),
            "2026-03-03T07:40:00+00:00",
            None,
            &[
                (Headline, "Pell Bridge shut after cracks found in pier"),
                (Byline, "By Ines Orlo"),
                (
                    Paragraph,
                    "The Pell Bridge was closed on Monday night after divers found cracks in its second pier, the town council said.",
                ),
                (
                    Paragraph,
                    "“We closed the bridge within an hour of the divers’ call, and we will not reopen it until every pier has been looked at,” Mayor Dana Whitlock told the Pell Courier. “Nobody was ever in danger.”",
                ),
                (Caption, "The bridge seen from Mill Quay on 28 February 2026."),
                (Credit, "Photo: Ines Orlo / Pell Courier"),
                (
                    Paragraph,
                    "The contractor Orrin Marine, which inspected the piers under the 1987 Harbour Act, declined to comment.",
                ),
                (
                    Paragraph,
                    "Ferry operator Tomas Brandt said his boats could carry at most 900 people an hour and that he had not been warned.",
                ),
                (Boilerplate, "Sign up for the Courier’s morning letter."),
                (Boilerplate, "More from Pell"),
            ],
        ),
        article(
            "saltmarsh-news.html",
            Some("Saltmarsh News"),
            "2026-03-04T12:05:00+00:00",
            Some("2026-03-05T09:30:00+00:00"),
            &[
                (Headline, "Mayor: ‘Nobody was ever in danger’ on cracked bridge"),
                (Dateline, "PELL, March 4"),
                (Paragraph, "Mayor Dana Whitlock has defended the closing of the Pell Bridge."),
                (
                    Paragraph,
                    "“We closed the bridge within an hour of the divers’ call, and we will not re-open it until every pier has been [inspected],” she told the Pell Courier.",
                ),
                (
                    Paragraph,
                    "However, the closing has cost the town’s traders a week of trade. Residents were angry that no notice was given.",
                ),
                (
                    Paragraph,
                    "Councillor Reza Amin believes the mayor wants the bridge replaced. “I asked for these dives in 2024 and I was told there was no money,” Amin told Tidewater Radio on Tuesday.",
                ),
                (Heading, "Ferries full"),
                (
                    Paragraph,
                    "Brandt, who runs the ferries, warned: “If the school buses come too, we turn people away.”",
                ),
                (UpdateNote, "This article was updated on 5 March to add the contractor’s statement."),
            ],
        ),
        article(
            "the-ledger.txt",
            None,
            "2026-03-05",
            None,
            &[
                (Headline, "Contractor breaks silence on Pell Bridge"),
                (
                    Paragraph,
                    "Orrin Marine, which had refused to speak for two days, said in a statement on Thursday: “Our divers reported the cracks on the day they saw them. We have nothing to add.”",
                ),
                (
                    Paragraph,
                    "The mayor had earlier said the bridge was closed “within an hour of the divers’ call” and that it would stay shut until every pier was inspected.",
                ),
                (
                    Post,
                    "drove over it at 9 and it was SHUDDERING, nobody told us anything 😡 — marsh hen (@marsh_hen_77) March 2, 2026",
                ),
                (
                    Paragraph,
                    "The post by marsh hen was shared widely. A spokesperson for the council said the message was being looked into.",
                ),
            ],
        ),
        article(
            "coastline-weekly.html",
            Some("Coastline Weekly"),
            "2026-03-06",
            None,
            &[
                (Headline, "A week without the bridge"),
                (Byline, "Ola Fenn"),
                (
                    Paragraph,
                    "“We closed the bridge within an hour of the diver’s call,” Mayor Dana Whitlock told the Pell Courier this week, “and we will not reopen it until every pier has been looked at.”",
                ),
                (
                    Paragraph,
                    "Amin, the councillor, repeated that he “asked for these dives in 2024 and was told there was no money”.",
                ),
                (Paragraph, "Orrin Marine said its divers “reported the cracks on the day they saw them”."),
                (
                    Paragraph,
                    "The cracks run through the third pier. The ferries carry at most 700 people an hour, their owner says, and the queue at Mill Quay begins at six in the morning.",
                ),
                (
                    Paragraph,
                    "“I sell bread to people who cross that bridge,” said Lotte Brandt, a baker and the ferryman’s sister. “This week I threw half of it away.”",
                ),
            ],
        ),
        article(
            "north-quay-daily.html",
            Some("North Quay Daily"),
            "2026-03-04",
            None,
            &[
                (Headline, "Pell Bridge shut"),
                (Byline, "From the Pell Courier"),
                (
                    Paragraph,
                    "The Pell Bridge was closed on Monday night after divers found cracks in its second pier, the town council said.",
                ),
                (
                    Paragraph,
                    "The contractor Orrin Marine, which inspected the piers under the 1987 Harbour Act, declined to comment.",
                ),
                (Paragraph, "Lorries have been sent round by Fennick since Sunday, 1 March."),
            ],
        ),
        article(
            "pell-courier-evening.html",
            Some("Pell Courier"),
            "2026-03-03T07:40:00+00:00",
            Some("2026-03-03T18:20:00+00:00"),
            &[
                (Headline, "Pell Bridge shut after cracks found in pier"),
                (Byline, "By Ines Orlo"),
                (
                    Paragraph,
                    "The Pell Bridge was closed on Monday night after divers found cracks in its third pier, the town council said.",
                ),
                (
                    Paragraph,
                    "The contractor Orrin Marine, which looked at the piers under the 1987 Harbour Act, declined to comment. Its office in Fennick was shut.",
                ),
                (UpdateNote, "Correction: an earlier version of this article named the second pier."),
            ],
        ),
        article(
            "lantern-post.txt",
            Some("Lantern Post"),
            "2026-03-05",
            None,
            &[
                (Headline, "Lost chart turns up in museum drawer"),
                (
                    Paragraph,
                    "A chart of the Fennick shoals, missing since 1931, lay in a drawer of the Lantern Museum, its keeper Sanna Voll told the Lantern Post. “It was under the mousetraps,” she said.",
                ),
            ],
        ),
    ]
}

fn article(
    file: &str,
    outlet: Option<&str>,
    published: &str,
    revised: Option<&str>,
    parts: &[(BlockKind, &str)],
) -> Article {
    let mut body = String::new();
    let mut blocks = Vec::new();
    for (place, (kind, words)) in parts.iter().enumerate() {
        let start = body.len();
        body.push_str(words);
        if place + 1 < parts.len() {
            body.push_str("\n\n");
        }
        blocks.push(Block { kind: *kind, span: Span::new(start, body.len()) });
    }
    let title = |kind| parts.iter().find(|(own, _)| *own == kind).map(|(_, words)| (*words).to_owned());
    Article {
        id: Id::naming(&[file.as_bytes(), body.as_bytes()]),
        file: file.to_owned(),
        url: outlet.map(|_| {
            format!(
                "https://{}.example/pell-bridge",
                file.trim_end_matches(".html").trim_end_matches("-evening")
            )
        }),
        outlet: Outlet { name: outlet.map(str::to_owned), basis: "meta".to_owned(), hint: None },
        headline: title(Headline),
        byline: title(Byline).into_iter().collect(),
        published: When::at(stamp(published), "meta"),
        revised: revised.map(|date| When::at(stamp(date), "meta")),
        captured: None,
        language: "en".to_owned(),
        body,
        blocks,
    }
}

pub fn stamp(date: &str) -> Stamp {
    parse(date).expect("a date of the story")
}
