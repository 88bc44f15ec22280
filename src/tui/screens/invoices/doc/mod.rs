//! One document: its lines and what they sum to, and everything that can be done with it: post, pay, print,
//! credit.
//!
//! A posted document is only read; a draft's lines are edited in place, those of a job on its card.

mod entry;
mod settle;
mod verbs;
mod view;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use self::entry::{Entry, Taken};
use super::head_form::HeadForm;
use super::line_form::LineForm;
use super::{Kept, say_kept};
use crate::desk;
use crate::desk::Done;
use crate::desk::billing::{Goods, InvoiceCard, InvoiceLine, Offer, Receipt};
use crate::domain::change::Topic;
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, InvoiceLineId, Money, Msg, PaymentId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::payment::Take;
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Step, WindowTable};

/// The page.
pub struct InvoicePage {
    /// The document; a sale has none until something is on it.
    id: Option<InvoiceId>,
    card: Option<Box<InvoiceCard>>,
    table: WindowTable<InvoiceLineId>,
    entry: Entry,
    in_entry: bool,
    /// Open the payment box when the card is there.
    pay_at_once: bool,
    /// What the payment under way is known by: sent twice, it pays once.
    pay_key: String,
}

/// What the desk and the dialogs answer.
pub enum Heard {
    /// The document.
    Card(desk::Result<Box<InvoiceCard>>),
    /// What fits the entry row.
    Offers(String, desk::Result<Vec<Offer>>),
    /// A line was put on, changed or taken off.
    Line(Msg, desk::Result<Put>),
    /// A form saved a line of this draft.
    Saved(InvoiceId, Done<InvoiceLineId>),
    /// A form saved the head.
    Head(Done<()>),
    /// Somebody was named, or nobody.
    Named(InvoiceId, Done<()>),
    /// A notice was read.
    Seen,
    /// Credit it for this reason; are the goods back?
    Goods(String),
    /// Take this payment back, for this reason.
    Reverse(PaymentId),
    /// For this reason.
    ReverseFor(PaymentId, String),
    /// It is taken back.
    Reversed(desk::Result<String>),
    /// Yes, post it.
    Post,
    /// Posted under this number.
    Posted(desk::Result<String>),
    /// Take this payment.
    Take(Take),
    /// Taken, and whether to print then.
    Paid(bool, desk::Result<Receipt>),
    /// Yes, throw the draft away.
    Void,
    /// Thrown away.
    Voided(desk::Result<()>),
    /// Credit it, for this reason.
    Credit(String, Goods),
    /// Credited by this note.
    Credited(desk::Result<(InvoiceId, String)>),
    /// What was left over paid so much.
    Used(desk::Result<Money>),
    /// Print it there.
    Print(Way),
    /// A file lies there.
    Filed(desk::Result<Kept>),
    /// The printer has it, or complains.
    Printed(desk::Result<Result<(), String>>),
}

/// What came of a change to the lines.
pub struct Put {
    /// The draft; a sale begins with its first line.
    pub draft: InvoiceId,
    /// The line to lay the cursor on, and how to take the change back.
    pub done: desk::Result<Done<Option<InvoiceLineId>>>,
}

/// Where a print-out goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A file.
    File,
    /// The printer.
    Printer,
}

impl InvoicePage {
    /// The page of this document.
    pub fn new(cx: &Cx, id: InvoiceId) -> Self {
        Self {
            id: Some(id),
            ..Self::sale(cx)
        }
    }

    /// A sale over the counter (F5), nothing on it yet.
    pub fn sale(cx: &Cx) -> Self {
        Self {
            id: None,
            card: None,
            table: view::table(&cx.words),
            entry: Entry::default(),
            in_entry: false,
            pay_at_once: false,
            pay_key: String::new(),
        }
    }

    /// The same with the payment box open.
    pub fn paying(cx: &Cx, id: InvoiceId) -> Self {
        Self {
            pay_at_once: true,
            ..Self::new(cx, id)
        }
    }

    fn is_draft(&self) -> bool {
        self.card
            .as_ref()
            .is_some_and(|c| c.invoice.status == Status::Draft)
    }

    /// Whether it is a sale over the counter, begun or not.
    fn is_sale(&self) -> bool {
        self.card
            .as_ref()
            .map_or(self.id.is_none(), |c| c.invoice.origin == Origin::Sale)
    }

    /// What can be paid now: a draft's total, or what is still open.
    fn owed(&self) -> Money {
        let Some(card) = &self.card else {
            return Money::ZERO;
        };
        match (card.invoice.kind, card.invoice.status) {
            // What the customer left here comes off it when it is posted.
            (Kind::Invoice, Status::Draft) => {
                (card.invoice.total_minor - card.credit).max(Money::ZERO)
            }
            (Kind::Invoice, Status::Posted) => card.invoice.owed(),
            _ => Money::ZERO,
        }
    }

    fn chosen(&self) -> Option<&InvoiceLine> {
        let id = self.table.key()?;
        self.card.as_ref()?.lines.iter().find(|l| l.id == *id)
    }

    fn heard_card(&mut self, card: Box<InvoiceCard>, cx: &Cx, out: &mut Out<Heard>) {
        let first = self.card.is_none();
        self.table.show(view::lines(&card, &cx.words), false);
        self.card = Some(card);
        if first {
            // Nothing on it yet: what comes next is the first line.
            self.in_entry = self.is_draft() && self.table.rows().is_empty();
        }
        if !self.is_draft() {
            self.in_entry = false;
        }
        if std::mem::take(&mut self.pay_at_once) && self.owed().is_positive() {
            self.ask_payment(cx, out);
        }
    }

    fn accept(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if self.in_entry {
            match self.entry.take() {
                Taken::Nothing if self.owed().is_positive() => self.ask_payment(cx, out),
                Taken::Nothing => {}
                Taken::Offer(what, qty) => self.add_offer(what, qty, cx, out),
                Taken::Words(said) => {
                    out.push_for(LineForm::new(cx, self.id, &said), |(id, done)| {
                        Heard::Saved(id, done)
                    });
                }
            }
            return;
        }
        if !self.is_draft() {
            return self.visit_record(out);
        }
        let Some(line) = self.chosen() else { return };
        match line.job_line_id {
            // The job's own: there it can be authorised, taken and priced.
            Some(_) => {
                if let Some(job) = self.card.as_ref().and_then(|c| c.invoice.job_id) {
                    out.visit(Place::Job(job));
                }
            }
            None => {
                if let Some(id) = self.id {
                    out.push_for(LineForm::edit(cx, id, line), |(id, done)| {
                        Heard::Saved(id, done)
                    });
                }
            }
        }
    }

    /// What a posted document is about: its job, else whom it was for.
    fn visit_record(&self, out: &mut Out<Heard>) {
        let Some(card) = &self.card else { return };
        match (card.invoice.job_id, card.invoice.customer_id) {
            (Some(job), _) => out.visit(Place::Job(job)),
            (None, Some(customer)) => out.visit(Place::Customer(customer)),
            (None, None) => {}
        }
    }

    fn step(&mut self, step: Step) {
        let last = self.table.rows().last().map(|r| r.key);
        let at_end = self.table.key().copied() == last;
        if step == Step::Down && at_end && self.is_draft() {
            self.in_entry = true;
        } else {
            // All lines are there; the table never wants more.
            let _ = self.table.step(step);
        }
    }

    fn step_in_entry(&mut self, step: Step) -> Handled {
        match step {
            Step::Down => {
                self.entry.step(true);
            }
            Step::Up => {
                if !self.entry.step(false)
                    && self.entry.at.is_none()
                    && !self.table.rows().is_empty()
                {
                    self.in_entry = false;
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

impl Screen for InvoicePage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match self.card.as_ref().and_then(|c| c.invoice.number.clone()) {
            Some(number) => msg!("invoice-title", number = number),
            None => match &self.card {
                Some(card) if self.is_sale() && !card.lines.is_empty() => msg!(
                    "sale-title-total",
                    n = card.lines.len(),
                    total = card.invoice.total_minor
                ),
                _ if self.is_sale() => msg!("sale-title"),
                _ => msg!("invoice-title-draft"),
            },
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(if self.is_sale() && self.is_draft() {
            msg!("help-sale")
        } else {
            msg!("help-invoice")
        })
    }

    fn typing(&self) -> bool {
        self.in_entry
    }

    fn unsaved(&self) -> bool {
        // A sale under way is laid aside like any half-filled form, and taken up again from the menu.
        !self.entry.line.is_empty()
            || (self.is_sale() && self.is_draft() && !self.table.rows().is_empty())
    }

    fn holds(&self, action: Action) -> bool {
        // Enter needs the offers that fit; the money keys need the document.
        matches!(
            action,
            Action::Accept | Action::Pay | Action::Save | Action::Print
        )
    }

    fn subject(&self) -> Option<Subject> {
        self.id.map(|id| Subject {
            entity: "invoice",
            id: id.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        self.offered(cx)
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask_card(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        let shown = match topic {
            Topic::Invoices | Topic::Customers => true,
            // A draft shows the job's lines through.
            Topic::Jobs | Topic::Stock | Topic::Settings => self.is_draft(),
            _ => false,
        };
        if shown {
            self.ask_card(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if !self.is_draft() || !cx.can(Permission::InvoicePost) {
            return;
        }
        if self.entry.key(key) {
            self.in_entry = true;
            self.ask_offers(cx, out);
        }
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if !self.is_draft() || !cx.can(Permission::InvoicePost) {
            return Handled::No;
        }
        self.add_scanned(code, cx, out);
        Handled::Yes
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => self.accept(cx, out),
            Action::Insert => self.in_entry = self.is_draft(),
            Action::Remove if self.is_draft() => self.drop_line(cx, out),
            Action::Remove => self.ask_credit(out),
            Action::More | Action::Less => self.change_qty(action == Action::More, cx, out),
            Action::Save => self.ask_post(cx, out),
            Action::Pay => self.ask_payment(cx, out),
            Action::Print => self.ask_print(cx, out),
            Action::Options => {
                if let Some(card) = self.card.as_ref().filter(|_| self.id.is_some()) {
                    out.push_for(HeadForm::new(cx, card), Heard::Head);
                }
            }
            Action::Customer if self.is_sale() && self.is_draft() => self.ask_customer(cx, out),
            Action::Verb("credit-invoice") => self.ask_credit(out),
            Action::Verb("reverse-payment") => self.ask_reverse(cx, out),
            Action::Verb("void-draft") => self.ask_void(out),
            Action::Verb("use-credit") => self.use_credit(cx, out),
            Action::Verb("open-job") => {
                if let Some(job) = self.card.as_ref().and_then(|c| c.invoice.job_id) {
                    out.visit(Place::Job(job));
                }
            }
            Action::Verb("open-customer") | Action::Customer => {
                if let Some(id) = self.card.as_ref().and_then(|c| c.invoice.customer_id) {
                    out.visit(Place::Customer(id));
                }
            }
            Action::Undo if self.in_entry && self.entry.line.undo() => self.ask_offers(cx, out),
            Action::Back if self.in_entry && !self.entry.line.is_empty() => self.entry.clear(),
            // A sale of nothing leaves nothing behind.
            Action::Back if self.is_sale() && self.is_draft() && self.table.rows().is_empty() => {
                match self.id {
                    Some(_) => self.void(cx, out),
                    None => return Handled::No,
                }
            }
            other => match other.code().and_then(Step::of) {
                Some(step) if self.in_entry => return self.step_in_entry(step),
                Some(step) => self.step(step),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Card(Ok(card)) => self.heard_card(card, cx, out),
            Heard::Offers(typed, Ok(offers)) => self.entry.heard(&typed, offers),
            Heard::Line(said, Ok(put)) => {
                self.id = Some(put.draft);
                match put.done {
                    Ok(done) => {
                        if let Some(line) = out.done(said, done) {
                            self.chose(line);
                        }
                    }
                    Err(e) => out.refused(&e),
                }
                self.ask_card(cx, out);
            }
            Heard::Saved(id, done) => {
                self.id = Some(id);
                let line = out.done(msg!("invoice-line-saved"), done);
                self.chose(line);
                self.ask_card(cx, out);
            }
            Heard::Head(done) => {
                out.done(msg!("invoice-head-saved"), done);
                self.ask_card(cx, out);
            }
            Heard::Named(id, done) => {
                self.id = Some(id);
                out.done(msg!("sale-named"), done);
                self.ask_card(cx, out);
            }
            Heard::Seen => self.ask_card(cx, out),
            Heard::Post => self.post(cx, out),
            Heard::Posted(Ok(number)) => {
                out.toast(Toast::good(msg!("invoice-posted", number = number)));
                self.ask_card(cx, out);
            }
            Heard::Take(take) => self.pay(take, cx, out),
            Heard::Paid(print, Ok(receipt)) => self.paid(print, &receipt, cx, out),
            Heard::Paid(_, Err(e @ desk::Error::Blocked { .. })) => {
                out.close();
                settle::say_blocked(&e, cx, out);
            }
            Heard::Paid(_, Err(e)) => out.feed(e),
            Heard::Void => self.void(cx, out),
            Heard::Voided(Ok(())) => {
                out.toast(Toast::good(msg!("invoice-voided")));
                out.pop();
            }
            Heard::Goods(reason) => self.ask_goods(reason, cx, out),
            Heard::Credit(reason, goods) => self.credit(reason, goods, cx, out),
            Heard::Reverse(id) => self.ask_reverse_why(id, cx, out),
            Heard::ReverseFor(id, reason) => {
                let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                out.tell(
                    "reverse payment",
                    async move { desk.reverse_payment(&by, id, &reason).await },
                    Heard::Reversed,
                );
            }
            Heard::Reversed(Ok(number)) => {
                out.toast(Toast::good(msg!("payment-reversed", number = number)));
                self.ask_card(cx, out);
            }
            Heard::Credited(Ok((_, number))) => {
                out.toast(Toast::good(msg!("invoice-credited", number = number)));
                self.ask_card(cx, out);
            }
            Heard::Used(Ok(amount)) => {
                out.toast(Toast::good(msg!("invoice-credit-used", amount = amount)));
                self.ask_card(cx, out);
            }
            Heard::Print(way) => self.print(way, cx, out),
            Heard::Filed(Ok(kept)) => say_kept(kept, out),
            Heard::Printed(Ok(Ok(()))) => {
                let document = cx.words.say(&self.title());
                out.toast(Toast::good(msg!("paper-printed", document = document)));
            }
            Heard::Printed(Ok(Err(why))) => {
                out.toast(Toast::bad(msg!("paper-not-printed", why = why)));
            }
            Heard::Posted(Err(e @ desk::Error::Blocked { .. })) => settle::say_blocked(&e, cx, out),
            Heard::Card(Err(e))
            | Heard::Offers(_, Err(e))
            | Heard::Line(_, Err(e))
            | Heard::Reversed(Err(e))
            | Heard::Posted(Err(e))
            | Heard::Voided(Err(e))
            | Heard::Credited(Err(e))
            | Heard::Used(Err(e))
            | Heard::Filed(Err(e))
            | Heard::Printed(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, c, area, cx);
    }
}
