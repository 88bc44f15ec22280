//! What can be done with a document, and its lines.

use super::{Heard, InvoicePage, Put};
use crate::desk;
use crate::desk::billing::{DraftLine, Offered};
use crate::desk::{Actor, Desk, Done};
use crate::domain::invoice::{Kind, Status};
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, InvoiceLineId, Msg, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::screens::invoices::sale_customer::SaleCustomer;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::Row;

impl InvoicePage {
    /// All that can be done here now, with the reasons of what cannot.
    pub(super) fn offered(&self, cx: &Cx) -> Vec<Command> {
        let loading = self.card.is_none();
        let draft = self.is_draft();
        let no_line = self.chosen().is_none();
        let empty = self.table.rows().is_empty();
        let doc = self.card.as_ref().map(|c| &c.invoice);
        let posted = doc.is_some_and(|d| d.status == Status::Posted && d.kind == Kind::Invoice);
        let credited = doc.is_some_and(|d| d.credited_minor.is_positive());
        let has_credit = self.card.as_ref().is_some_and(|c| c.credit.is_positive());
        let owes = self.owed().is_positive();
        let paid = self.card.as_ref().is_some_and(|c| {
            c.paid
                .iter()
                .any(|p| p.allocated_minor.is_positive() && p.status.counts())
        });
        let late = || msg!("off-loading");
        let edit = |command: Command| {
            command
                .unless(loading, late())
                .unless(!draft, msg!("invoice-off-posted"))
                .needs(cx, Permission::InvoicePost)
        };
        let of_job = doc.is_some_and(|d| d.job_id.is_some());
        let accept = match (self.in_entry, self.entry.line.is_empty()) {
            _ if posted && of_job => msg!("invoice-cmd-job"),
            _ if posted => msg!("invoice-cmd-customer"),
            (true, true) => msg!("invoice-cmd-pay"),
            (true, false) => msg!("invoice-cmd-add"),
            (false, _) if self.chosen().is_some_and(|l| l.job_line_id.is_some()) => {
                msg!("invoice-cmd-job")
            }
            (false, _) => msg!("invoice-cmd-edit"),
        };
        let mut first = Command::new(Action::Accept, accept, 1).unless(loading, late());
        if posted {
            let nobody = doc.is_some_and(|d| d.job_id.is_none() && d.customer_id.is_none());
            first = first.unless(nobody, msg!("invoice-off-walk-in"));
        } else if !self.in_entry {
            first = edit(first).unless(no_line, msg!("off-no-row"));
        }
        let credit = |action: Action| {
            let rank = if action == Action::Remove { 5 } else { 0 };
            Command::new(action, msg!("invoice-cmd-credit"), rank)
                .unless(!posted, msg!("billing-only-posted-credited"))
                .unless(credited, msg!("invoice-off-credited"))
                .needs(cx, Permission::InvoiceCredit)
        };
        let remove = if posted {
            credit(Action::Remove)
        } else {
            edit(Command::new(Action::Remove, msg!("invoice-cmd-remove"), 5))
                .unless(no_line, msg!("off-no-row"))
        };
        let customer = if draft && self.is_sale() {
            edit(Command::new(Action::Customer, msg!("sale-cmd-customer"), 5))
        } else {
            let walk_in = doc.is_none_or(|d| d.customer_id.is_none());
            Command::new(Action::Customer, msg!("invoice-cmd-customer"), 0)
                .unless(loading, late())
                .unless(walk_in, msg!("invoice-off-walk-in"))
        };
        vec![
            first,
            edit(Command::new(Action::Insert, msg!("invoice-cmd-line"), 4)),
            remove,
            edit(Command::new(Action::Save, msg!("invoice-cmd-post"), 3))
                .unless(empty, msg!("billing-empty")),
            Command::new(Action::Pay, msg!("invoice-cmd-pay"), 2)
                .unless(loading, late())
                .unless(!owes, msg!("invoice-off-nothing-owed"))
                .needs(cx, Permission::PaymentTake),
            Command::new(Action::Print, msg!("invoice-cmd-print"), 6)
                .unless(loading, late())
                .unless(self.id.is_none(), msg!("billing-empty")),
            edit(Command::new(Action::Options, msg!("invoice-cmd-head"), 7))
                .unless(self.id.is_none(), msg!("billing-empty")),
            customer,
            edit(Command::new(Action::More, msg!("invoice-cmd-more"), 0)),
            edit(Command::new(Action::Less, msg!("invoice-cmd-less"), 0)),
            edit(Command::new(
                Action::Verb("void-draft"),
                msg!("invoice-cmd-void"),
                0,
            )),
            credit(Action::Verb("credit-invoice")),
            Command::new(
                Action::Verb("reverse-payment"),
                msg!("invoice-cmd-reverse"),
                0,
            )
            .unless(!paid, msg!("payment-none-to-reverse"))
            .needs(cx, Permission::PaymentReverse),
            Command::new(
                Action::Verb("use-credit"),
                msg!("invoice-cmd-use-credit"),
                0,
            )
            .unless(!posted || !owes, msg!("invoice-off-nothing-owed"))
            .unless(!has_credit, msg!("billing-no-credit"))
            .needs(cx, Permission::PaymentTake),
            Command::new(Action::Verb("open-job"), msg!("invoice-cmd-job"), 0).unless(
                doc.is_none_or(|d| d.job_id.is_none()),
                msg!("invoice-off-no-job"),
            ),
            Command::new(
                Action::Verb("open-customer"),
                msg!("invoice-cmd-customer"),
                0,
            )
            .unless(
                doc.is_none_or(|d| d.customer_id.is_none()),
                msg!("invoice-off-walk-in"),
            ),
        ]
    }

    pub(super) fn ask_card(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "invoice",
            async move {
                let card = match id {
                    Some(id) => desk.invoice_card(&by, id).await?,
                    None => desk.empty_sale(&by).await?,
                };
                Ok(Box::new(card))
            },
            Heard::Card,
        );
    }

    pub(super) fn ask_offers(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let typed = self.entry.needle().to_owned();
        if typed.is_empty() {
            self.entry.offers.clear();
        }
        let (desk, by, wanted) = (cx.desk.clone(), cx.actor.clone(), typed.clone());
        out.ask(
            "offers",
            async move { desk.offers(&by, &wanted).await },
            move |found| Heard::Offers(typed, found),
        );
    }

    /// Puts something on the draft; a sale begins with it.
    fn put<F>(
        &self,
        cx: &Cx,
        out: &mut Out<Heard>,
        work: impl FnOnce(Desk, Actor, InvoiceId) -> F + Send + 'static,
    ) where
        F: Future<Output = desk::Result<Done<InvoiceLineId>>> + Send,
    {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.tell(
            "add line",
            async move {
                let draft = match id {
                    Some(id) => id,
                    None => desk.draft_for_sale(&by).await?,
                };
                let done = work(desk, by, draft).await.map(|done| done.map(Some));
                Ok(Put { draft, done })
            },
            |put| Heard::Line(msg!("invoice-line-added"), put),
        );
    }

    pub(super) fn add_offer(&self, what: Offered, qty: Qty, cx: &Cx, out: &mut Out<Heard>) {
        self.put(cx, out, move |desk, by, id| async move {
            desk.add_offer(&by, id, what, qty).await
        });
    }

    /// A barcode read while no field is open.
    pub(super) fn add_scanned(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) {
        // The burst's letters have begun the entry row.
        self.entry.clear();
        let code = code.to_owned();
        self.put(cx, out, move |desk, by, id| async move {
            match desk.part_by_code(&by, &code).await? {
                Some(part) => desk.add_offer(&by, id, Offered::Part(part), Qty::ONE).await,
                None => Err(desk::Error::Refused(msg!(
                    "invoice-no-such-code",
                    code = code
                ))),
            }
        });
    }

    /// Changes the lines of a draft that is there.
    fn change<F>(
        &self,
        said: Msg,
        cx: &Cx,
        out: &mut Out<Heard>,
        work: impl FnOnce(Desk, Actor, InvoiceId) -> F + Send + 'static,
    ) where
        F: Future<Output = desk::Result<Done<Option<InvoiceLineId>>>> + Send,
    {
        let Some(draft) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "change line",
            async move {
                let done = work(desk, by, draft).await;
                Ok(Put { draft, done })
            },
            |put| Heard::Line(said, put),
        );
    }

    /// Lays the cursor on a line that may not be in the table yet.
    pub(super) fn chose(&mut self, id: InvoiceLineId) {
        if self.table.select(&id) {
            return;
        }
        let mut rows = self.table.rows().to_vec();
        rows.push(Row::new(id, [""]));
        self.table.show(rows, false);
        self.table.select(&id);
    }

    pub(super) fn drop_line(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(line) = self.chosen().map(|l| l.id) else {
            return;
        };
        self.change(
            msg!("invoice-line-off"),
            cx,
            out,
            move |desk, by, id| async move {
                let done = desk.drop_draft_line(&by, id, line).await?;
                Ok(done.map(|()| None))
            },
        );
    }

    /// One more or one less of a line of the draft's own.
    pub(super) fn change_qty(&self, more: bool, cx: &Cx, out: &mut Out<Heard>) {
        let Some(line) = self.chosen() else { return };
        if line.job_line_id.is_some() {
            out.toast(Toast::warn(msg!("invoice-job-line")));
            return;
        }
        let qty = if more {
            line.qty_milli + Qty::ONE
        } else {
            line.qty_milli - Qty::ONE
        };
        if !qty.is_positive() {
            out.toast(Toast::warn(msg!("billing-qty-positive")));
            return;
        }
        let changed = DraftLine {
            qty,
            ..DraftLine::of(line)
        };
        let line = line.id;
        self.change(
            msg!("invoice-line-saved"),
            cx,
            out,
            move |desk, by, id| async move {
                let done = desk.edit_draft_line(&by, id, line, &changed).await?;
                Ok(done.map(|()| Some(line)))
            },
        );
    }

    /// Whose sale it is.
    pub(super) fn ask_customer(&self, cx: &Cx, out: &mut Out<Heard>) {
        let version = self.card.as_ref().map_or(1, |c| c.invoice.version);
        out.push_for(SaleCustomer::new(cx, self.id, version), |(id, done)| {
            Heard::Named(id, done)
        });
    }
}
