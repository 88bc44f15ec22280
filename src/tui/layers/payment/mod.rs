//! The payment box over an invoice: how, how much, the slip or what was handed over, and what is left.
//!
//! It knows what is owed and nothing of the invoice; it tells its opener what to take and stays until that
//! is done, so that a refusal stands under its field with everything typed still there.

mod view;

use std::any::Any;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::{Flow, Overlay};
use crate::desk;
use crate::desk::billing::Tendered;
use crate::domain::parse;
use crate::domain::payment::Tender;
use crate::domain::{Currency, Money, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::widgets::LineEdit;

/// The ways to pay at the counter, in the order the arrows go.
const WAYS: [Tender; 3] = [Tender::Cash, Tender::Card, Tender::Transfer];

/// What the box is about.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What is to be paid (minor units).
    pub owed: Money,
    /// The way chosen to begin with.
    pub tender: Tender,
    /// What taking it also does, said in one line: a draft is posted.
    pub remark: Option<Msg>,
    /// Whether this terminal can print.
    pub can_print: bool,
}

/// What to take.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// Each way with its amount.
    pub tenders: Vec<Tendered>,
    /// Print the invoice when it is done.
    pub print: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    How,
    Amount,
    /// Slip number, reference, or what was handed over.
    Third,
    Print,
}

/// The box.
pub struct Payment {
    facts: Facts,
    how: Tender,
    amount: LineEdit,
    third: LineEdit,
    print: bool,
    at: At,
    /// The first letter typed takes the place of the amount.
    fresh: bool,
    /// There is no bill: nothing is left and nothing is too much.
    free: bool,
    /// The parts of a split so far.
    parts: Vec<Tendered>,
    error: Option<(At, Msg)>,
    /// It was said that more comes in than is owed; the next Enter means it.
    warned: bool,
}

impl Payment {
    /// The whole of what is owed, ready for Enter.
    pub fn new(facts: Facts, currency: Currency) -> Self {
        let mut new = Self {
            how: facts.tender,
            amount: LineEdit::default(),
            third: LineEdit::default(),
            print: facts.can_print,
            at: At::Third,
            fresh: true,
            free: false,
            parts: Vec::new(),
            error: None,
            warned: false,
            facts,
        };
        new.fill(At::Amount, currency);
        new
    }

    /// Money without a bill: any amount, asked for first.
    pub fn deposit(facts: Facts, currency: Currency) -> Self {
        let mut new = Self::new(facts, currency);
        new.amount.clear();
        new.at = At::Amount;
        new.free = true;
        new
    }

    /// What the parts so far leave.
    fn rest(&self) -> Money {
        self.parts
            .iter()
            .fold(self.facts.owed, |rest, part| rest - part.amount)
    }

    fn fill(&mut self, at: At, currency: Currency) {
        let rest = if self.free {
            String::new()
        } else {
            currency.plain(self.rest().max(Money::ZERO))
        };
        match at {
            At::Third => self.third.set(&rest),
            _ => self.amount.set(&rest),
        }
        self.fresh = true;
    }

    /// The amount typed, if it can be read.
    fn typed(&self, currency: Currency) -> Option<Money> {
        parse::money(self.amount.text(), currency).ok()
    }

    /// What was handed over beyond the amount.
    fn change(&self, currency: Currency) -> Option<Money> {
        let handed = parse::money(self.third.text(), currency).ok()?;
        self.how
            .gives_change()
            .then(|| handed - self.typed(currency).unwrap_or_default())
    }

    fn refuse(&mut self, at: At, why: Msg) {
        self.at = at;
        self.error = Some((at, why));
        self.fresh = true;
    }

    /// What stands in the box as one part, or an error under its field.
    fn part(&mut self, currency: Currency) -> Option<Tendered> {
        let amount = match parse::money(self.amount.text(), currency) {
            Ok(amount) if amount.is_positive() => amount,
            Ok(_) => {
                self.refuse(At::Amount, msg!("billing-amount-positive"));
                return None;
            }
            Err(why) => {
                self.refuse(At::Amount, why);
                return None;
            }
        };
        let mut part = Tendered {
            tender: self.how,
            amount,
            handed: None,
            reference: String::new(),
        };
        let third = self.third.text().trim();
        if !self.how.gives_change() {
            part.reference = third.to_owned();
        } else if !third.is_empty() {
            match parse::money(third, currency) {
                Ok(handed) if handed >= amount => part.handed = Some(handed),
                Ok(_) => {
                    self.refuse(At::Third, msg!("billing-handed-too-little"));
                    return None;
                }
                Err(why) => {
                    self.refuse(At::Third, why);
                    return None;
                }
            }
        }
        Some(part)
    }

    /// Enter goes from field to field; money is taken from the last ones only.
    fn accept(&mut self, currency: Currency) -> Flow<Take> {
        match (self.at, parse::money(self.amount.text(), currency)) {
            (At::Third | At::Print, _) => return self.take(currency),
            (At::Amount, Err(why)) if !self.amount.is_empty() => self.refuse(At::Amount, why),
            (At::How | At::Amount, _) => self.go(true),
        }
        Flow::Stay
    }

    fn take(&mut self, currency: Currency) -> Flow<Take> {
        let mut tenders = self.parts.clone();
        if !tenders.is_empty() && !self.rest().is_positive() && self.amount_is_nothing(currency) {
            return Flow::Aside(Take {
                tenders,
                print: self.print,
            });
        }
        let Some(part) = self.part(currency) else {
            return Flow::Stay;
        };
        let beyond = part.amount - self.rest();
        if beyond.is_positive() && !self.free && !self.warned {
            self.error = Some((At::Amount, msg!("payment-beyond-sure", beyond = beyond)));
            self.warned = true;
            return Flow::Stay;
        }
        tenders.push(part);
        Flow::Aside(Take {
            tenders,
            print: self.print,
        })
    }

    fn amount_is_nothing(&self, currency: Currency) -> bool {
        self.amount.text().trim().is_empty() || self.typed(currency) == Some(Money::ZERO)
    }

    /// Keeps what stands there as one part and asks for the rest.
    fn split(&mut self, currency: Currency) {
        if let Some(part) = self.part(currency) {
            self.parts.push(part);
            self.third.clear();
            self.fill(At::Amount, currency);
            self.at = At::Amount;
            self.changed();
        }
    }

    fn choose(&mut self, forward: bool) {
        let at = WAYS.iter().position(|w| *w == self.how).unwrap_or(0);
        let next = if forward { at + 1 } else { at + WAYS.len() - 1 };
        let gave_change = self.how.gives_change();
        self.how = WAYS[next % WAYS.len()];
        if gave_change != self.how.gives_change() {
            self.third.clear();
        }
        self.changed();
    }

    /// What was said about the fields no longer holds.
    fn changed(&mut self) {
        self.error = None;
        self.warned = false;
    }

    fn go(&mut self, forward: bool) {
        const ORDER: [At; 4] = [At::How, At::Amount, At::Third, At::Print];
        let fields = if self.facts.can_print { 4 } else { 3 };
        let at = ORDER.iter().position(|a| *a == self.at).unwrap_or(0);
        let next = if forward { at + 1 } else { at + fields - 1 };
        self.at = ORDER[next % fields];
        self.fresh = true;
    }

    fn enter_does(&self) -> Msg {
        match self.at {
            At::How | At::Amount => msg!("payment-cmd-next"),
            At::Third | At::Print => msg!("payment-cmd-take"),
        }
    }

    fn line(&mut self) -> Option<&mut LineEdit> {
        match self.at {
            At::Amount => Some(&mut self.amount),
            At::Third => Some(&mut self.third),
            At::How | At::Print => None,
        }
    }

    fn is_money(&self) -> bool {
        self.at == At::Amount || (self.at == At::Third && self.how.gives_change())
    }
}

impl Overlay for Payment {
    type Answer = Take;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx) -> Flow<Take> {
        let currency = cx.words.currency();
        match action {
            Action::Accept => return self.accept(currency),
            Action::Save => return self.take(currency),
            Action::Back => return Flow::Cancel,
            Action::Next | Action::Down => self.go(true),
            Action::Previous | Action::Up => self.go(false),
            Action::Insert => self.split(currency),
            Action::Remove if self.parts.pop().is_some() => {
                self.fill(At::Amount, currency);
                self.changed();
            }
            Action::Undo => {
                if let Some(line) = self.line() {
                    line.undo();
                }
            }
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx) -> Flow<Take> {
        if self.line().is_none() && matches!(key.code, KeyCode::Char('0'..='9')) {
            // A number means the money, wherever the cursor stands.
            self.at = At::Amount;
            self.fresh = true;
        }
        let untouched = self.fresh && self.is_money();
        let blank = untouched || self.line().is_none_or(|line| line.is_empty());
        match key.code {
            KeyCode::Left | KeyCode::Right if blank && self.at != At::Print => {
                self.choose(key.code == KeyCode::Right);
            }
            KeyCode::Char(' ') if self.at == At::How => self.choose(true),
            KeyCode::Char(' ' | 'x') if self.at == At::Print => self.print = !self.print,
            KeyCode::Char('=') if self.is_money() => {
                let at = self.at;
                self.fill(at, cx.words.currency());
            }
            code => {
                let replaces = self.fresh && self.is_money() && matches!(code, KeyCode::Char(_));
                if let Some(line) = self.line() {
                    if replaces {
                        line.clear();
                    }
                    if line.key(key) {
                        self.fresh = false;
                        self.changed();
                    }
                }
            }
        }
        Flow::Stay
    }

    fn on_feed(&mut self, news: Box<dyn Any + Send>) {
        let Ok(error) = news.downcast::<desk::Error>() else {
            return;
        };
        let at = match &*error {
            desk::Error::Invalid {
                field: "tender", ..
            } => At::How,
            desk::Error::Invalid {
                field: "handed" | "reference",
                ..
            } => At::Third,
            _ => At::Amount,
        };
        self.refuse(at, error.msg());
    }

    fn commands(&self) -> Vec<Command> {
        let next = matches!(self.at, At::How | At::Amount);
        vec![
            Command::new(Action::Accept, self.enter_does(), 1),
            Command::new(Action::Insert, msg!("payment-cmd-split"), 2),
            Command::new(
                Action::Save,
                msg!("payment-cmd-take"),
                if next { 2 } else { 0 },
            ),
            Command::new(Action::Remove, msg!("payment-cmd-unsplit"), 0)
                .unless(self.parts.is_empty(), msg!("payment-off-no-parts")),
            Command::new(Action::Back, msg!("payment-cmd-back"), 3),
        ]
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-payment"))
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
