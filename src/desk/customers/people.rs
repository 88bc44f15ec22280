//! Verbs on customers.

use serde_json::json;

use super::{CustomerForm, CustomerLine, Undo};
use crate::desk::{Actor, COUNT_CAP, Desk, Done, Entry, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Ts, text};
use crate::store::{Tx, customers};

/// Which customers a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomersFilter {
    /// Those put away instead of the living.
    pub away: bool,
    /// How their names begin; nothing is all of them.
    pub starting: String,
}

impl Desk {
    /// Living customers that look like the one being typed: same phone, e-mail, or name and postcode.
    /// A warning, never a refusal: families share phones.
    pub async fn alike(&self, by: &Actor, form: &CustomerForm) -> Result<Vec<CustomerLine>> {
        by.may(Permission::CustomerSee)?;
        let checked = form.check(&self.site(by.site())?.country)?;
        let mut db = self.store();
        let f = &checked.fields;
        Ok(customers::alike(&mut db, &checked.keys(), &f.sort_key, &f.postcode).await?)
    }

    /// Adds a customer.
    pub async fn add_customer(&self, by: &Actor, form: &CustomerForm) -> Result<Done<CustomerId>> {
        by.may(Permission::CustomerEdit)?;
        let id = in_tx!(self, |tx| { self.add_customer_in(tx, by, form).await })?;
        Ok(Done::final_(id))
    }

    /// The same inside a transaction.
    pub(in crate::desk) async fn add_customer_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        form: &CustomerForm,
    ) -> Result<CustomerId> {
        let checked = form.check(&self.site(by.site())?.country)?;
        let id = customers::insert(tx, &checked.fields, self.now()).await?;
        for (kind, list) in checked.contacts() {
            customers::set_contacts(tx, id, kind, list).await?;
        }
        let new = json!({ "name": checked.fields.name, "contacts": checked.keys() });
        self.record(tx, by, entry("add_customer", id, json!(null), new))
            .await?;
        Ok(id)
    }

    /// Writes a customer over, if nobody else has since `version`.
    pub async fn edit_customer(
        &self,
        by: &Actor,
        id: CustomerId,
        version: i64,
        form: &CustomerForm,
    ) -> Result<Done<()>> {
        by.may(Permission::CustomerEdit)?;
        let checked = form.check(&self.site(by.site())?.country)?;
        let done = in_tx!(self, |tx| {
            let old = customers::get(tx, id).await?;
            let contacts = customers::contacts(tx, id).await?;
            let was = CustomerForm::of(&old, &contacts);
            let before: Vec<String> = contacts.into_iter().map(|c| c.key).collect();
            customers::update(tx, id, version, &checked.fields).await?;
            for (kind, list) in checked.contacts() {
                customers::set_contacts(tx, id, kind, list).await?;
            }
            let f = &checked.fields;
            let old = json!({ "name": old.name, "address": old.address, "postcode": old.postcode,
                "on_account": old.on_account, "terms_days": old.terms_days, "credit_limit": old.credit_limit.0,
                "contacts": before });
            let new = json!({ "name": f.name, "address": f.address, "postcode": f.postcode,
                "on_account": f.on_account, "terms_days": f.terms_days, "credit_limit": f.credit_limit.0,
                "contacts": checked.keys() });
            self.record(tx, by, entry("edit_customer", id, old, new))
                .await?;
            Ok(was)
        });
        let was = self.name_the_quicker(done, "customer", id.0).await?;
        let undo = Undo::Customer {
            id,
            version: version + 1,
            was: Box::new(was),
        };
        Ok(Done::with((), Inverse::Customer(undo)))
    }

    /// Puts a customer away, or takes one back; history stays.
    pub async fn archive_customer(
        &self,
        by: &Actor,
        id: CustomerId,
        version: i64,
        away: bool,
    ) -> Result<Done<()>> {
        by.may(Permission::CustomerEdit)?;
        let at: Option<Ts> = away.then(|| self.now());
        let done = in_tx!(self, |tx| {
            customers::archive(tx, id, version, at).await?;
            let verb = if away {
                "archive_customer"
            } else {
                "restore_customer"
            };
            self.record(
                tx,
                by,
                entry(verb, id, json!(null), json!({ "archived": away })),
            )
            .await?;
            Ok(())
        });
        self.name_the_quicker(done, "customer", id.0).await?;
        let undo = Undo::CustomerAway {
            id,
            version: version + 1,
            away: !away,
        };
        Ok(Done::with((), Inverse::Customer(undo)))
    }

    /// A page of the list, sorted by name, after or before a place in it.
    pub async fn customers_page(
        &self,
        by: &Actor,
        list: &CustomersFilter,
        from: Option<(String, CustomerId)>,
        back: bool,
        limit: i64,
    ) -> Result<Vec<CustomerLine>> {
        by.may(Permission::CustomerSee)?;
        let mut db = self.store();
        let from = from.as_ref().map(|(key, id)| (key.as_str(), *id));
        let starting = text::sort_key(&list.starting);
        Ok(customers::page(&mut db, list.away, &starting, from, back, limit).await?)
    }

    /// How many customers the list holds, counted up to [`COUNT_CAP`] and one more.
    pub async fn customers_count(&self, by: &Actor, away: bool) -> Result<i64> {
        by.may(Permission::CustomerSee)?;
        let mut db = self.store();
        Ok(customers::count(&mut db, away, COUNT_CAP + 1).await?)
    }
}

fn entry(
    verb: &'static str,
    id: CustomerId,
    old: serde_json::Value,
    new: serde_json::Value,
) -> Entry<'static> {
    Entry {
        verb,
        entity: "customer",
        id: id.0,
        old,
        new,
        reason: "",
    }
}
