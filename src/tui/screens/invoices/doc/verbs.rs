//! What can be done with a document, and the questions before it.

use super::{Heard, InvoicePage, Put, Way};
use crate::desk;
use crate::desk::billing::{DraftLine, Goods, Offered, Receipt};
use crate::desk::{Actor, Desk, Done};
use crate::domain::invoice::{Kind, Status};
use crate::domain::payment::Tender;
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, InvoiceLineId, Money, Msg, PaymentId, Qty, msg};
use crate::paper;
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::payment::{Facts, Payment, Take};
use crate::tui::layers::{Confirm, Item, Notice, Pick, Reason};
use crate::tui::screens::invoices::kept;
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
        let accept = match (self.in_entry, self.entry.line.is_empty()) {
            (true, true) => msg!("invoice-cmd-pay"),
            (true, false) => msg!("invoice-cmd-add"),
            (false, _) if self.chosen().is_some_and(|l| l.job_line_id.is_some()) => {
                msg!("invoice-cmd-job")
            }
            (false, _) => msg!("invoice-cmd-edit"),
        };
        let mut first = Command::new(Action::Accept, accept, 1).unless(loading, late());
        if !self.in_entry {
            first = edit(first).unless(no_line, msg!("off-no-row"));
        }
        vec![
            first,
            edit(Command::new(Action::Insert, msg!("invoice-cmd-line"), 4)),
            edit(Command::new(Action::Remove, msg!("invoice-cmd-remove"), 5))
                .unless(no_line, msg!("off-no-row")),
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
            edit(Command::new(
                Action::Customer,
                msg!("sale-cmd-customer"),
                if self.is_sale() { 5 } else { 0 },
            ))
            .unless(!self.is_sale(), msg!("billing-customer-of-job")),
            edit(Command::new(Action::More, msg!("invoice-cmd-more"), 0)),
            edit(Command::new(Action::Less, msg!("invoice-cmd-less"), 0)),
            edit(Command::new(
                Action::Verb("void-draft"),
                msg!("invoice-cmd-void"),
                0,
            )),
            Command::new(
                Action::Verb("credit-invoice"),
                msg!("invoice-cmd-credit"),
                0,
            )
            .unless(!posted, msg!("billing-only-posted-credited"))
            .unless(credited, msg!("invoice-off-credited"))
            .needs(cx, Permission::InvoiceCredit),
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

    pub(super) fn ask_post(&self, _cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = &self.card else { return };
        let text = match &card.email {
            Some(email) => msg!(
                "invoice-post-text-mail",
                customer = card.customer.clone(),
                total = card.invoice.total_minor,
                email = email.clone()
            ),
            None => msg!(
                "invoice-post-text",
                customer = card.customer.clone(),
                total = card.invoice.total_minor
            ),
        };
        let ask = Confirm::new(msg!("invoice-post-title"), text, msg!("invoice-post-yes")).safe();
        out.open(ask, |()| Heard::Post);
    }

    pub(super) fn post(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "post",
            async move { desk.post_invoice(&by, id).await },
            Heard::Posted,
        );
    }

    pub(super) fn ask_payment(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = &self.card else { return };
        let Some(id) = self.id else { return };
        let facts = Facts {
            owed: self.owed(),
            tender: match (card.on_account, card.invoice.customer_id) {
                (true, _) => Tender::Transfer,
                // Somebody at the counter, with a filter under the arm.
                (false, None) => Tender::Cash,
                (false, Some(_)) => Tender::Card,
            },
            remark: self.is_draft().then(|| msg!("payment-posts")),
            can_print: cx.tray.printer().is_some(),
        };
        self.pay_key = format!("{}:{id}:{}", cx.actor.terminal(), cx.now.0);
        out.open(Payment::new(facts, cx.words.currency()), Heard::Take);
    }

    pub(super) fn pay(&self, take: Take, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by, key) = (cx.desk.clone(), cx.actor.clone(), self.pay_key.clone());
        let Take { tenders, print } = take;
        out.tell(
            "pay",
            async move { desk.pay(&by, id, &tenders, &key).await },
            move |paid| Heard::Paid(print, paid),
        );
    }

    pub(super) fn paid(&mut self, print: bool, r: &Receipt, cx: &Cx, out: &mut Out<Heard>) {
        out.close();
        let number = r.number.clone();
        out.toast(if r.change.is_positive() {
            Toast::warn(msg!(
                "invoice-paid-change",
                number = number,
                change = r.change
            ))
        } else if r.owed.is_positive() {
            Toast::good(msg!("invoice-paid-part", number = number, owed = r.owed))
        } else if r.credit.is_positive() {
            Toast::good(msg!(
                "invoice-paid-credit",
                number = number,
                credit = r.credit
            ))
        } else {
            Toast::good(msg!("invoice-paid", number = number))
        });
        self.ask_card(cx, out);
        if print {
            self.print(Way::Printer, cx, out);
        }
    }

    pub(super) fn ask_print(&self, cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let folder = paper::tray::homely(cx.tray.folder());
        let mut printer = Item::new(
            w.word("invoice-print-printer"),
            cx.tray.printer().unwrap_or_default(),
            Way::Printer,
        );
        if cx.tray.printer().is_none() {
            printer.off = Some(msg!("payment-no-printer"));
        }
        let file = Item::new(w.word("invoice-print-file"), folder, Way::File);
        let ready = printer.off.is_none();
        let ways = if ready {
            vec![printer, file]
        } else {
            vec![file, printer]
        };
        out.open(Pick::new(msg!("invoice-print-title"), ways), Heard::Print);
    }

    /// The document as it is now, not as it was last drawn: a payment may just have come in.
    pub(super) fn print(&self, way: Way, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let (words, tray) = (cx.words.clone(), cx.tray.clone());
        match way {
            Way::File => out.tell(
                "print",
                async move {
                    let card = desk.invoice_card(&by, id).await?;
                    let name = match &card.invoice.number {
                        Some(number) => format!("{number}.txt"),
                        None => format!("draft-{id}.txt"),
                    };
                    let text = paper::invoice::text(&card, &words);
                    Ok(kept(tray.keep(&name, text.as_bytes()).await))
                },
                Heard::Filed,
            ),
            Way::Printer => out.tell(
                "print",
                async move {
                    let card = desk.invoice_card(&by, id).await?;
                    let pages = paper::invoice::pages(&card, &words);
                    Ok(tray.print(&pages).await.map_err(|e| e.to_string()))
                },
                Heard::Printed,
            ),
        }
    }

    pub(super) fn ask_void(&self, out: &mut Out<Heard>) {
        let n = self.table.rows().len();
        let ask = Confirm::new(
            msg!("invoice-void-title"),
            msg!("invoice-void-text", n = n),
            msg!("invoice-void-yes"),
        );
        out.open(ask, |()| Heard::Void);
    }

    pub(super) fn void(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "void draft",
            async move { desk.void_draft(&by, id).await },
            Heard::Voided,
        );
    }

    pub(super) fn ask_credit(&self, out: &mut Out<Heard>) {
        let Some(card) = &self.card else { return };
        let doc = &card.invoice;
        let number = doc.number.clone().unwrap_or_default();
        let text = if doc.paid_minor.is_positive() {
            msg!(
                "invoice-credit-text-paid",
                number = number,
                total = doc.total_minor,
                paid = doc.paid_minor
            )
        } else {
            msg!(
                "invoice-credit-text",
                number = number,
                total = doc.total_minor
            )
        };
        let ask = Reason::new(
            msg!("invoice-credit-title"),
            text,
            msg!("invoice-credit-why"),
        );
        out.open(ask, Heard::Goods);
    }

    /// Goods on the document may be back on the counter; only a person can see that.
    pub(super) fn ask_goods(&self, reason: String, cx: &Cx, out: &mut Out<Heard>) {
        let goods = self
            .card
            .as_ref()
            .is_some_and(|c| c.lines.iter().any(|l| l.part_id.is_some()));
        if !goods {
            self.credit(reason, Goods::Stay, cx, out);
            return;
        }
        let w = &cx.words;
        let items = vec![
            Item::new(w.word("credit-goods-stay"), "", Goods::Stay),
            Item::new(w.word("credit-goods-back"), "", Goods::Back),
        ];
        out.open(Pick::new(msg!("credit-goods-title"), items), move |goods| {
            Heard::Credit(reason.clone(), goods)
        });
    }

    /// Which of the payments on it did not last.
    pub(super) fn ask_reverse(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = &self.card else { return };
        let w = &cx.words;
        let lasting = card
            .paid
            .iter()
            .filter(|p| p.allocated_minor.is_positive() && p.status.counts());
        let items: Vec<Item<PaymentId>> = lasting
            .map(|p| {
                let day = w.day(w.zone().day_of(p.at));
                let label = format!("{} {}", w.say(&p.tender.label()), w.money(p.amount_minor));
                let detail = format!("{day}  {}", p.number.clone().unwrap_or_default());
                Item::new(label, detail, p.id)
            })
            .collect();
        match items.as_slice() {
            [] => out.toast(Toast::warn(msg!("payment-none-to-reverse"))),
            [one] => self.ask_reverse_why(one.value, cx, out),
            _ => out.open(
                Pick::new(msg!("payment-reverse-title"), items),
                Heard::Reverse,
            ),
        }
    }

    pub(super) fn ask_reverse_why(&self, id: PaymentId, _cx: &Cx, out: &mut Out<Heard>) {
        let amount = self
            .card
            .iter()
            .flat_map(|c| &c.paid)
            .find(|p| p.id == id)
            .map_or(Money::ZERO, |p| p.amount_minor);
        let ask = Reason::new(
            msg!("payment-reverse-title"),
            msg!("payment-reverse-text", amount = amount),
            msg!("invoice-credit-why"),
        );
        out.open(ask, move |reason| Heard::ReverseFor(id, reason));
    }

    /// Whose sale it is.
    pub(super) fn ask_customer(&self, cx: &Cx, out: &mut Out<Heard>) {
        let version = self.card.as_ref().map_or(1, |c| c.invoice.version);
        out.push_for(SaleCustomer::new(cx, self.id, version), |(id, done)| {
            Heard::Named(id, done)
        });
    }

    pub(super) fn credit(&self, reason: String, goods: Goods, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "credit",
            async move { desk.credit(&by, id, &reason, goods).await },
            Heard::Credited,
        );
    }

    pub(super) fn use_credit(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.id else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "use credit",
            async move { desk.use_credit(&by, id).await },
            Heard::Used,
        );
    }
}

/// Everything that stands in the way, not only the first.
pub(super) fn say_blocked(error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
    let desk::Error::Blocked { blockers } = error else {
        out.refused(error);
        return;
    };
    let lines = blockers.iter().map(|b: &Msg| cx.words.say(b)).collect();
    out.open(Notice::error(msg!("invoice-blocked-title"), lines), |()| {
        Heard::Seen
    });
}
