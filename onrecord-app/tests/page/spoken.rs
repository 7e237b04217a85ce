//! Who says what in the invented story.

use onrecord::speaker::{Basis, Kind};
use onrecord::statement::{Act, Flag, Form, Scope};
use onrecord::time::When;
use onrecord::utterance::EchoKind;

use super::reports::stamp;
use super::{Story, Told};

impl Story {
    /// Speakers, statements and utterances of all reports.
    pub fn speak(&mut self) {
        let mayor =
            self.speaker("Dana Whitlock", Kind::Person, &["Mayor Dana Whitlock", "The mayor"], &["Mayor"]);
        let council = self.speaker("the town council", Kind::Organisation, &["council"], &[]);
        let ferry =
            self.speaker("Tomas Brandt", Kind::Person, &["Tomas Brandt", "Brandt"], &["Ferry operator"]);
        let baker = self.speaker("Lotte Brandt", Kind::Person, &["Lotte Brandt"], &["a baker"]);
        let amin = self.speaker("Reza Amin", Kind::Person, &["Reza Amin", "Amin"], &["Councillor"]);
        let firm = self.speaker("Orrin Marine", Kind::Organisation, &["Orrin Marine"], &[]);
        let voice = self.speaker("A spokesperson", Kind::Unnamed, &["A spokesperson"], &[]);
        self.cast.speakers[voice].organisation = Some("the council".to_owned());
        let hen = self.speaker("marsh hen", Kind::Person, &["marsh hen", "@marsh_hen_77"], &[]);
        self.cast.speakers[hen].private = true;

        self.say(
            council,
            Basis::Named,
            Told {
                article: 0,
                content: &[
                    "The Pell Bridge was closed on Monday night after divers found cracks in its second pier",
                ],
                cue: "said",
                source: "the town council",
                form: Form::Indirect,
                act: Act::Says,
            },
        );
        let full = "We closed the bridge within an hour of the divers’ call, and we will not reopen it until every pier has been looked at";
        let first = self.say(
            mayor,
            Basis::Named,
            Told {
                article: 0,
                content: &[full, "Nobody was ever in danger."],
                cue: "told",
                source: "Mayor Dana Whitlock",
                form: Form::Direct,
                act: Act::Says,
            },
        );
        self.to(first, "the Pell Courier");
        self.say(
            firm,
            Basis::Named,
            Told {
                article: 0,
                content: &[],
                cue: "declined to comment",
                source: "The contractor Orrin Marine",
                form: Form::Indirect,
                act: Act::Declines,
            },
        );
        self.say(
            ferry,
            Basis::Named,
            Told {
                article: 0,
                content: &[
                    "his boats could carry at most 900 people an hour and that he had not been warned",
                ],
                cue: "said",
                source: "Ferry operator Tomas Brandt",
                form: Form::Indirect,
                act: Act::Says,
            },
        );
        let second = self.say(mayor, Basis::Pronoun, Told { article: 1, content: &["We closed the bridge within an hour of the divers’ call, and we will not re-open it until every pier has been [inspected]"], cue: "told", source: "she", form: Form::Direct, act: Act::Says });
        self.to(second, "the Pell Courier");
        let claim = self.say(
            mayor,
            Basis::Continued,
            Told {
                article: 1,
                content: &["the closing has cost the town’s traders a week of trade"],
                cue: "has defended",
                source: "Mayor Dana Whitlock",
                form: Form::Indirect,
                act: Act::Says,
            },
        );
        self.statements[claim].scope = Scope::Uncertain;
        self.statements[claim].flags.push(Flag::Uncued);
        self.say(
            amin,
            Basis::Named,
            Told {
                article: 1,
                content: &["the mayor wants the bridge replaced"],
                cue: "believes",
                source: "Councillor Reza Amin",
                form: Form::Indirect,
                act: Act::Thinks,
            },
        );
        let dives = self.say(
            amin,
            Basis::Named,
            Told {
                article: 1,
                content: &["I asked for these dives in 2024 and I was told there was no money"],
                cue: "told",
                source: "Amin",
                form: Form::Direct,
                act: Act::Says,
            },
        );
        self.statements[dives].said = When::at(stamp("2026-03-03"), "weekday");
        self.to(dives, "Tidewater Radio");
        self.say(
            ferry,
            Basis::Named,
            Told {
                article: 1,
                content: &["If the school buses come too, we turn people away."],
                cue: "warned",
                source: "Brandt",
                form: Form::Direct,
                act: Act::Warns,
            },
        );
        self.say(
            firm,
            Basis::Named,
            Told {
                article: 2,
                content: &[],
                cue: "had refused to speak",
                source: "Orrin Marine",
                form: Form::Indirect,
                act: Act::Declines,
            },
        );
        let reply = self.say(
            firm,
            Basis::Named,
            Told {
                article: 2,
                content: &[
                    "Our divers reported the cracks on the day they saw them. We have nothing to add.",
                ],
                cue: "said",
                source: "Orrin Marine",
                form: Form::Direct,
                act: Act::Says,
            },
        );
        self.statements[reply].medium = Some("a statement".to_owned());
        self.statements[reply].said = When::at(stamp("2026-03-05"), "weekday");
        let part = self.say(mayor, Basis::Role, Told { article: 2, content: &["the bridge was closed “within an hour of the divers’ call” and that it would stay shut until every pier was inspected"], cue: "said", source: "The mayor", form: Form::Mixed, act: Act::Says });
        let post = self.say(
            hen,
            Basis::Handle,
            Told {
                article: 2,
                content: &["drove over it at 9 and it was SHUDDERING, nobody told us anything 😡"],
                cue: "",
                source: "marsh hen (@marsh_hen_77)",
                form: Form::Post,
                act: Act::Posts,
            },
        );
        self.statements[post].said = When::at(stamp("2026-03-02"), "post");
        self.say(
            voice,
            Basis::Unnamed,
            Told {
                article: 2,
                content: &["the message was being looked into"],
                cue: "said",
                source: "A spokesperson for the council",
                form: Form::Indirect,
                act: Act::Says,
            },
        );
        let third = self.say(
            mayor,
            Basis::Named,
            Told {
                article: 3,
                content: &[
                    "We closed the bridge within an hour of the diver’s call,",
                    "and we will not reopen it until every pier has been looked at.",
                ],
                cue: "told",
                source: "Mayor Dana Whitlock",
                form: Form::Direct,
                act: Act::Says,
            },
        );
        self.to(third, "the Pell Courier");
        self.statements[third].said = When {
            start: Some(stamp("2026-03-02")),
            end: Some(stamp("2026-03-06")),
            basis: "this week".to_owned(),
        };
        let again = self.say(
            amin,
            Basis::Named,
            Told {
                article: 3,
                content: &["asked for these dives in 2024 and was told there was no money"],
                cue: "repeated",
                source: "Amin, the councillor",
                form: Form::Mixed,
                act: Act::Says,
            },
        );
        let cracks = self.say(
            firm,
            Basis::Named,
            Told {
                article: 3,
                content: &["reported the cracks on the day they saw them"],
                cue: "said",
                source: "Orrin Marine",
                form: Form::Mixed,
                act: Act::Says,
            },
        );
        self.say(
            baker,
            Basis::Named,
            Told {
                article: 3,
                content: &[
                    "I sell bread to people who cross that bridge",
                    "This week I threw half of it away.",
                ],
                cue: "said",
                source: "Lotte Brandt",
                form: Form::Direct,
                act: Act::Says,
            },
        );

        let keeper = self.speaker("Sanna Voll", Kind::Person, &["Sanna Voll"], &["keeper"]);
        let mice = self.say(
            keeper,
            Basis::Pronoun,
            Told {
                article: 6,
                content: &["It was under the mousetraps"],
                cue: "said",
                source: "she",
                form: Form::Direct,
                act: Act::Says,
            },
        );
        let again_shut = "The Pell Bridge was closed on Monday night after divers found cracks in its";
        let shut = [4, 5].map(|article| {
            self.say(
                council,
                Basis::Named,
                Told {
                    article,
                    content: &[again_shut],
                    cue: "said",
                    source: "the town council",
                    form: Form::Indirect,
                    act: Act::Says,
                },
            )
        });

        let headline = self.place(1, "Nobody was ever in danger");
        self.gather(
            mayor,
            &[&[first], &[second], &[third]],
            &[(headline, EchoKind::Headline, None), (self.place_of(part), EchoKind::Paraphrase, Some(part))],
        );
        self.gather(amin, &[&[dives], &[again]], &[]);
        self.gather(firm, &[&[reply], &[cracks]], &[]);
        self.gather(council, &[&[0], &[shut[0], shut[1]]], &[]);
        self.gather(keeper, &[&[mice]], &[]);
    }
}
