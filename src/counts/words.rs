//! What is shared in words, as JavaScript reads it: the shapes of `Sharing`, `NextReport` and `SentReport` in
//! `www/types.ts`. Bytes are hexadecimal digits. Not here: what is worked out.

use super::book::{digits, write_about, write_report, Period, Sent};
use super::{Book, Next, Plan, Question, Stop};
use crate::json::{write_list, write_number, Members};

impl Plan {
    /// The members of `Sharing` that are no functions.
    pub fn json(&self) -> String {
        let mut out = String::new();
        Members::write(&mut out, |plan| {
            plan.text("endpoint", self.endpoint());
            plan.number("odds", self.odds().most().into());
            write_list(plan.name("budget"), &self.budget().reports(), |out, most| write_number(out, *most));
            write_list(plan.name("questions"), self.asked(), |out, asked| {
                let (kind, about) = match asked.question() {
                    Question::Funnel => ("funnel", ""),
                    Question::Category(event, _) => ("category", event.word()),
                    Question::Reach(category) => ("reach", category.as_str()),
                    Question::Arm(experiment, _) => ("arm", experiment.as_str()),
                    Question::Paired(experiment) => ("paired", experiment.as_str()),
                };
                Members::write(out, |question| {
                    question.text("name", asked.name());
                    question.text("kind", kind);
                    question.text("about", about);
                    if let Question::Arm(_, outcome) = asked.question() {
                        question.text("outcome", outcome.word());
                    }
                    question.text("purpose", asked.purpose());
                    question.texts("answers", asked.answers());
                    question.number("cells", asked.domain().size().into());
                    question.number("ones", asked.domain().weight().into());
                });
            });
        });
        out
    }
}

impl Stop {
    /// As `NextReport`; nothing at lower levels.
    pub fn json(self) -> String {
        let mut out = String::new();
        if self != Stop::Level {
            Members::write(&mut out, |next| {
                next.text("state", "stopped");
                next.text("from", "");
                next.text("question", "");
                next.text("why", self.word());
            });
        }
        out
    }
}

impl Next {
    /// As `NextReport`.
    pub fn json(&self) -> String {
        let Period { question, arm, ready, .. } = &self.period;
        let mut out = String::new();
        Members::write(&mut out, |next| {
            next.text("state", if ready.is_some() { "ready" } else { "open" });
            next.text("from", &self.from.text());
            next.text("question", question);
            if let Some(arm) = arm {
                next.text("arm", arm.word());
            }
            if let Some(ready) = ready {
                next.number("truth", ready.truth.into());
                let as_sent = Sent::new(self.from, &self.period, ready, "");
                Members::write(next.name("report"), |out| as_sent.json(out));
            }
        });
        out
    }
}

impl Sent {
    /// The members of `CountReport`.
    fn json(&self, out: &mut Members<'_>) {
        out.text("question", &self.question);
        if let Some(arm) = self.arm {
            out.text("arm", arm.word());
        }
        write_about(out, self.about);
        out.text("day", &self.day.text());
        write_report(out, &self.report);
        out.text("bytes", &digits(&self.body()));
    }
}

impl Book {
    /// As `SentReport[]`.
    pub fn json(&self) -> String {
        let mut out = String::new();
        write_list(&mut out, self.sent(), |out, sent| {
            Members::write(out, |line| {
                sent.json(line);
                line.text("hash", &sent.hash);
            });
        });
        out
    }
}
