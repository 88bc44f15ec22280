//! Requests as a table: comma, semicolon or tab between the fields, their names in the first line.

use chrono::NaiveDate;

use super::read::{Asked, Row};
use super::{MOST, plain};
use crate::domain::{Msg, msg, parse};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Phone,
    Email,
    Plate,
    Wish,
    Day,
    Time,
    Length,
}

/// The names a column goes by, in small letters.
const NAMES: [(Column, &[&str]); 8] = [
    (Column::Name, &["name", "customer", "who"]),
    (Column::Phone, &["phone", "telephone", "tel", "mobile"]),
    (Column::Email, &["email", "e-mail", "mail"]),
    (
        Column::Plate,
        &["plate", "registration", "reg", "licence plate"],
    ),
    (Column::Wish, &["wish", "work", "request", "concern"]),
    (Column::Day, &["day", "date", "wanted day"]),
    (Column::Time, &["time", "at", "wanted time"]),
    (Column::Length, &["length", "duration"]),
];

/// The wishes of a table.
pub(super) fn rows(bytes: &[u8], today: NaiveDate) -> Result<Vec<Row>, Msg> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(bytes))
        .flexible(true)
        .from_reader(bytes);
    let head = reader
        .byte_headers()
        .map_err(|e| msg!("import-not-read", why = e.to_string()))?;
    let columns: Vec<Option<Column>> = head.iter().map(column).collect();
    let has = |wanted| columns.contains(&Some(wanted));
    if !has(Column::Name) || !(has(Column::Wish) || has(Column::Day)) {
        return Err(msg!("import-no-head"));
    }
    let mut all = Vec::new();
    for (at, record) in reader.byte_records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                all.push(Err((at + 2, msg!("import-not-read", why = e.to_string()))));
                continue;
            }
        };
        let line = record
            .position()
            .map_or(at + 2, |p| usize::try_from(p.line()).unwrap_or(at + 2));
        if record.iter().all(|f| f.trim_ascii().is_empty()) {
            continue;
        }
        if all.len() == MOST {
            return Err(msg!("import-too-many", most = MOST));
        }
        all.push(row(line, &record, &columns, today).map_err(|why| (line, why)));
    }
    Ok(all)
}

/// What stands most often in the first line, of what can stand between fields.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| first.iter().filter(|b| **b == d).count();
    let mut best = b',';
    for d in [b';', b'\t'] {
        if count(d) > count(best) {
            best = d;
        }
    }
    best
}

fn column(name: &[u8]) -> Option<Column> {
    let name = String::from_utf8_lossy(name).trim().to_lowercase();
    let found = NAMES.iter().find(|(_, all)| all.contains(&name.as_str()));
    found.map(|(column, _)| *column)
}

fn row(
    line: usize,
    record: &csv::ByteRecord,
    columns: &[Option<Column>],
    today: NaiveDate,
) -> Result<Asked, Msg> {
    let mut asked = Asked {
        line,
        ..Asked::default()
    };
    for (field, column) in record.iter().zip(columns) {
        let Some(column) = column else { continue };
        let text = std::str::from_utf8(field).map_err(|_| msg!("import-not-utf8"))?;
        let text = match column {
            Column::Phone => text.trim(),
            _ => plain(text)?,
        };
        let said = (!text.is_empty()).then_some(text);
        match column {
            Column::Name => text.clone_into(&mut asked.name),
            Column::Phone => text.clone_into(&mut asked.phone),
            Column::Email => text.clone_into(&mut asked.email),
            Column::Plate => text.clone_into(&mut asked.plate),
            Column::Wish => text.clone_into(&mut asked.wish),
            Column::Day => asked.day = said.map(|t| parse::date(t, today)).transpose()?,
            Column::Time => asked.minute = said.map(parse::time).transpose()?,
            Column::Length => asked.minutes = said.map(parse::duration).transpose()?,
        }
    }
    Ok(asked.hashed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn columns_go_by_their_names_in_any_order_and_with_any_mark_between_them() {
        let file =
            b"Date;Reg;Customer;Time;Request\n25.11.;KL-310-P;Jansen;9:30;\"Brakes; squeal\"\n";
        let all = rows(file, today()).unwrap();
        let [Ok(asked)] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!((asked.name.as_str(), asked.line), ("Jansen", 2));
        assert_eq!(asked.wish, "Brakes; squeal");
        assert_eq!(asked.day.unwrap().to_string(), "2026-11-25");
        assert_eq!(asked.minute, Some(570));
    }

    #[test]
    fn what_is_wrong_is_said_of_its_line_and_the_others_stand() {
        let file = b"name,wish,day\nJansen,Brakes,tomorrow\nSmit,=1+1,tue\nBa\xc3,Oil,tue\nVos,Oil,never\n";
        let all = rows(file, today()).unwrap();
        let wrong: Vec<_> = all.iter().filter_map(|r| r.as_ref().err()).collect();
        let said: Vec<_> = wrong.iter().map(|(line, why)| (*line, why.id)).collect();
        assert_eq!(
            said,
            [
                (3, "import-formula"),
                (4, "import-not-utf8"),
                (5, "date-invalid")
            ]
        );
        assert_eq!(
            rows(b"a,b\n1,2\n", today()).unwrap_err().id,
            "import-no-head"
        );
    }

    #[test]
    fn the_same_line_has_the_same_key_and_another_has_another() {
        let file = b"name,wish\nJansen,Oil\n jansen , OIL \nJansen,Tyres\n";
        let all: Vec<Asked> = rows(file, today()).unwrap().into_iter().flatten().collect();
        assert_eq!(all[0].key, all[1].key);
        assert_ne!(all[0].key, all[2].key);
    }

    proptest! {
        #[test]
        fn no_bytes_whatever_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = b"name,wish,day,time\n".to_vec();
            file.extend(&bytes);
            let _ = rows(&file, today());
            let _ = rows(&bytes, today());
        }
    }
}
