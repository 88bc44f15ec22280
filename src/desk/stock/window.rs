//! Parts in lists: windows over all of them, found by what is typed or scanned.

use crate::desk::{Actor, COUNT_CAP, Desk, Result};
use crate::domain::permission::Permission;
use crate::domain::{PartId, text};
use crate::store::parts::{self, CAP, Edge, Listed, Scope};

/// A trigram search needs three signs; shorter words only look at beginnings.
const TRIGRAM: usize = 3;
/// How many words are looked for; the longest.
const WORDS: usize = 3;
/// How many parts a type-ahead shows.
const MOST: i64 = 8;

/// Which parts a list is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartsFilter {
    /// What is typed into the find line.
    pub find: String,
    /// Only what is low at this site; the find line then does not count.
    pub low: bool,
    /// Those put away instead of the living, by how their words begin.
    pub away: bool,
}

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The first.
    First,
    /// The one that begins with this part.
    From(PartId),
    /// The one behind this part.
    After(PartId),
    /// The one before this part.
    Before(PartId),
    /// The last.
    Last,
}

/// A page of parts in the order of their descriptions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// The rows.
    pub rows: Vec<Listed>,
    /// Whether there are more in the direction that was asked for.
    pub more: bool,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Parts that fit the filter; at [`CAP`] there may be more.
    pub fitting: i64,
    /// Parts in all (living, or put away), counted up to [`COUNT_CAP`] and one more.
    pub all: i64,
    /// Parts that are low at this site, counted up to [`CAP`] and one more.
    pub low: i64,
}

impl Counts {
    /// Whether counting stopped before the end.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.fitting >= CAP
    }
}

/// What is typed, as the keys of parts are kept.
fn scope(typed: &str) -> Scope {
    let key = text::search_key(typed);
    let mut words: Vec<String> = key.split(' ').map(str::to_owned).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    if words.first().is_none_or(|w| w.chars().count() < TRIGRAM) {
        return Scope::Starting(text::sort_key(typed));
    }
    words.truncate(WORDS);
    Scope::Containing(words)
}

impl Desk {
    /// One page of at most `limit` parts with what the actor's site has of them.
    pub async fn parts_window(
        &self,
        by: &Actor,
        filter: &PartsFilter,
        page: Page,
        limit: i64,
    ) -> Result<Window> {
        by.may(Permission::StockSee)?;
        let mut db = self.store();
        let edge = match page {
            Page::First => Edge::First,
            Page::Last => Edge::Last,
            // Behind the place just before it: keys are whole numbers.
            Page::From(id) => Edge::After(parts::sort_key(&mut db, id).await?, PartId(id.0 - 1)),
            Page::After(id) => Edge::After(parts::sort_key(&mut db, id).await?, id),
            Page::Before(id) => Edge::Before(parts::sort_key(&mut db, id).await?, id),
        };
        let mut rows = if filter.away {
            let prefix = text::sort_key(&filter.find);
            parts::away(&mut db, by.site(), &prefix, &edge, limit + 1).await?
        } else if filter.low {
            parts::low(&mut db, by.site(), &edge, limit + 1).await?
        } else {
            parts::window(&mut db, by.site(), &scope(&filter.find), &edge, limit + 1).await?
        };
        let more = rows.len() as i64 > limit;
        if more {
            match page {
                Page::First | Page::From(_) | Page::After(_) => rows.truncate(limit as usize),
                Page::Before(_) | Page::Last => drop(rows.remove(0)),
            }
        }
        Ok(Window { rows, more })
    }

    /// How many parts fit, how many there are, how many are low here.
    pub async fn parts_counts(&self, by: &Actor, filter: &PartsFilter) -> Result<Counts> {
        by.may(Permission::StockSee)?;
        let mut db = self.store();
        let all = parts::total(&mut db, filter.away, COUNT_CAP + 1).await?;
        let low = parts::low_count(&mut db, by.site(), CAP + 1).await?;
        let fitting = match scope(&filter.find) {
            _ if filter.away => all,
            _ if filter.low => low.min(CAP),
            Scope::Starting(prefix) if prefix.is_empty() => all,
            scope => parts::counted(&mut db, &scope).await?,
        };
        Ok(Counts { fitting, all, low })
    }

    /// Parts for a type-ahead: the one with that number or code, then by the beginning of the description, then by
    /// anything in number, description and codes.
    pub async fn find_parts(&self, by: &Actor, typed: &str) -> Result<Vec<Listed>> {
        by.may(Permission::StockSee)?;
        let mut found: Vec<Listed> = Vec::new();
        if text::search_key(typed).is_empty() {
            return Ok(found);
        }
        let mut db = self.store();
        if let Some(id) = self.part_by_code(by, typed).await? {
            found.extend(parts::listed(&mut db, by.site(), id).await?);
        }
        let starting = Scope::Starting(text::sort_key(typed));
        let mut scopes = vec![starting];
        let contains = scope(typed);
        if !scopes.contains(&contains) {
            scopes.push(contains);
        }
        for scope in scopes {
            if found.len() as i64 >= MOST {
                break;
            }
            for more in parts::window(&mut db, by.site(), &scope, &Edge::First, MOST).await? {
                if !found.iter().any(|f| f.id == more.id) {
                    found.push(more);
                }
            }
        }
        found.truncate(MOST as usize);
        Ok(found)
    }

    /// The part with this number, barcode or other code, as scanned or typed; a superseded one still answers itself.
    pub async fn part_by_code(&self, by: &Actor, code: &str) -> Result<Option<PartId>> {
        by.may(Permission::StockSee)?;
        let code = code.trim().to_uppercase();
        let mut db = self.store();
        if let Some(id) = parts::by_code(&mut db, &code).await? {
            return Ok(Some(id));
        }
        Ok(parts::by_sku(&mut db, &code).await?)
    }
}
