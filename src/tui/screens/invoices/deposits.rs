//! What a customer left with the workshop: deposits and credit, taken in and paid back.
//!
//! It never touches an invoice: posting one uses what is here.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::desk;
use crate::desk::billing::Held;
use crate::domain::change::Topic;
use crate::domain::payment::Tender;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Money, Msg, PaymentId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Reason;
use crate::tui::layers::payment::{Facts, Payment, Take};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The page.
pub struct Deposits {
    customer: CustomerId,
    held: Option<Held>,
    table: WindowTable<PaymentId>,
    /// What the deposit under way is known by: sent twice, it pays once.
    key: String,
}

/// What the desk and the dialogs answer.
pub enum Heard {
    /// What there is.
    Held(desk::Result<Held>),
    /// Take this deposit.
    Take(Take),
    /// Taken under this number.
    Taken(desk::Result<String>),
    /// Pay it back, for this reason.
    Back(PaymentId, String),
    /// Paid back.
    GivenBack(desk::Result<String>),
}

impl Deposits {
    /// Of this customer.
    pub fn new(cx: &Cx, customer: CustomerId) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("deposit-col-number"), 14, 18),
            Column::new(w.word("deposit-col-day"), 10, 14).ink(Role::Dim),
            Column::new(w.word("deposit-col-how"), 10, 14),
            Column::new(w.word("deposit-col-reference"), 10, 30)
                .grows()
                .drops(1),
            Column::number(w.word("deposit-col-paid"), 10, 12).drops(2),
            Column::number(w.word("deposit-col-left"), 10, 12),
        ]);
        table.empty = w.word("deposits-none");
        Self {
            customer,
            held: None,
            table,
            key: String::new(),
        }
    }

    fn show(&mut self, held: Held, cx: &Cx) {
        let w = &cx.words;
        let rows = held
            .rows
            .iter()
            .map(|p| {
                Row::new(
                    p.id,
                    [
                        p.number.clone().unwrap_or_default(),
                        w.day(w.zone().day_of(p.at)),
                        w.say(&p.tender.label()),
                        p.reference.clone(),
                        w.amount(p.amount_minor),
                        w.amount(p.allocated_minor),
                    ],
                )
            })
            .collect();
        self.table.show(rows, false);
        self.held = Some(held);
    }

    fn ask_deposit(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let facts = Facts {
            owed: Money::ZERO,
            tender: Tender::Card,
            remark: Some(msg!("deposit-remark")),
            can_print: false,
        };
        self.key = format!(
            "{}:deposit:{}:{}",
            cx.actor.terminal(),
            self.customer,
            cx.now.0
        );
        out.open(Payment::deposit(facts, cx.words.currency()), Heard::Take);
    }

    fn take(&self, take: Take, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, customer, key) = (
            cx.desk.clone(),
            cx.actor.clone(),
            self.customer,
            self.key.clone(),
        );
        out.tell(
            "deposit",
            async move {
                let mut last = String::new();
                for (n, tender) in take.tenders.iter().enumerate() {
                    let key = format!("{key}:{n}");
                    last = desk.take_deposit(&by, customer, tender, &key).await?;
                }
                Ok(last)
            },
            Heard::Taken,
        );
    }

    fn ask_back(&self, out: &mut Out<Heard>) {
        let held = self.held.iter().flat_map(|h| &h.rows);
        let Some(chosen) = held.into_iter().find(|p| Some(&p.id) == self.table.key()) else {
            return;
        };
        let id = chosen.id;
        let ask = Reason::new(msg!("deposit-back-title")).telling(
            msg!("payment-reverse-text", amount = chosen.amount_minor),
            msg!("invoice-credit-why"),
        );
        out.open(ask, move |reason| Heard::Back(id, reason));
    }
}

impl Screen for Deposits {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("deposits-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-deposits"))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Pay | Action::Remove)
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "customer",
            id: self.customer.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Pay, msg!("deposit-cmd-take"), 1)
                .needs(cx, Permission::PaymentTake),
            Command::new(Action::Remove, msg!("deposit-cmd-back"), 2)
                .unless(self.table.key().is_none(), msg!("off-no-row"))
                .needs(cx, Permission::PaymentReverse),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, customer) = (cx.desk.clone(), cx.actor.clone(), self.customer);
        out.ask(
            "deposits",
            async move { desk.held_of(&by, customer).await },
            Heard::Held,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Invoices | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_text(&mut self, _key: KeyEvent, _cx: &Cx, _out: &mut Out<Heard>) {}

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Pay | Action::Insert => self.ask_deposit(cx, out),
            Action::Remove => self.ask_back(out),
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    // All rows are there; the table never wants more.
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Held(Ok(held)) => {
                let first = self.held.is_none();
                let none = held.rows.is_empty();
                self.show(held, cx);
                if first && none && cx.can(Permission::PaymentTake) {
                    // Whoever comes here with nothing left yet has money in the hand.
                    self.ask_deposit(cx, out);
                }
            }
            Heard::Take(take) => self.take(take, cx, out),
            Heard::Taken(Ok(number)) => {
                out.close();
                out.toast(Toast::good(msg!("deposit-taken", number = number)));
                self.on_enter(cx, out);
            }
            Heard::Taken(Err(e)) => out.feed(e),
            Heard::Back(id, reason) => {
                let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                out.tell(
                    "pay back",
                    async move { desk.reverse_payment(&by, id, &reason).await },
                    Heard::GivenBack,
                );
            }
            Heard::GivenBack(Ok(number)) => {
                out.toast(Toast::good(msg!("payment-reversed", number = number)));
                self.on_enter(cx, out);
            }
            Heard::Held(Err(e)) | Heard::GivenBack(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let (left, right) = (area.x + 1, area.right().saturating_sub(1));
        let title = w.say(&self.title());
        let (name, sum) = self
            .held
            .as_ref()
            .map_or_else(Default::default, |h| (h.customer.clone(), w.money(h.sum)));
        let words = [
            (title.as_str(), Role::Dim),
            ("   ", Role::Dim),
            (name.as_str(), Role::Title),
        ];
        let room = right.saturating_sub(left);
        let end = c.inks(left, area.y + 1, room, Role::Surface, &words);
        let room = right.saturating_sub(end + 1);
        c.right(right, area.y + 1, room, &sum, (Role::Surface, Role::Good));
        let top = area.y + 3;
        let table = Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top));
        self.table.draw(c, table, true);
    }
}
