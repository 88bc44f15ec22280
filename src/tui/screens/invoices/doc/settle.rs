//! Posting a document, its money, taking it back, and its paper, with the questions before each.

use super::{Heard, InvoicePage, Way};
use crate::desk;
use crate::desk::billing::{Goods, Receipt};
use crate::domain::payment::Tender;
use crate::domain::{Money, Msg, PaymentId, msg};
use crate::paper;
use crate::tui::cx::Cx;
use crate::tui::layers::payment::{Facts, Payment, Take};
use crate::tui::layers::{Confirm, Item, Notice, Pick, Reason};
use crate::tui::screens::invoices::kept;
use crate::tui::shell::{Out, Toast};

impl InvoicePage {
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
        let ask =
            Reason::new(msg!("invoice-credit-title")).telling(text, msg!("invoice-credit-why"));
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
        let ask = Reason::new(msg!("payment-reverse-title")).telling(
            msg!("payment-reverse-text", amount = amount),
            msg!("invoice-credit-why"),
        );
        out.open(ask, move |reason| Heard::ReverseFor(id, reason));
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
