use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn ground() -> Ground {
    Ground {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        currency: Currency::parse("EUR").unwrap(),
    }
}

fn read(list: List, line: &str) -> Result<Filter, String> {
    parse(list, line, ground()).map_err(|m| m.id.to_owned())
}

#[test]
fn the_line_of_the_book_is_read() {
    let filter = read(List::Jobs, "status:late mech:jo make:vw oil sort:-promised").unwrap();
    assert_eq!(filter.words, ["oil"]);
    let keys: Vec<_> = filter.terms.iter().map(|t| (t.key, t.op)).collect();
    assert_eq!(
        keys,
        [("status", Op::Has), ("mech", Op::Has), ("make", Op::Has)]
    );
    assert_eq!(filter.terms[0].values, [Value::Word("late")]);
    let sort = filter.sort.unwrap();
    assert_eq!((sort.key, sort.down), ("promised", true));
    let filter = read(List::Vehicles, "year>=2018 km<100.000 fuel:diesel,petrol").unwrap();
    assert_eq!(filter.terms[1].values, [Value::Number(100_000)]);
    assert_eq!(filter.terms[2].values.len(), 2);
    let filter = read(List::Parts, "price<9000").unwrap();
    assert_eq!(filter.terms[0].values, [Value::Money(Money(900_000))]);
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence_of_its_own() {
    for (list, line, id) in [
        (List::Jobs, "colour:red", "filter-no-key"),
        (List::Jobs, "status:broken", "filter-no-word"),
        (List::Jobs, "status:", "filter-no-value"),
        (List::Jobs, "status>late", "filter-not-ordered"),
        (List::Vehicles, "year>=new", "filter-no-number"),
        (List::Vehicles, "year>2018,2019", "filter-one-value"),
        (List::Customers, "account:perhaps", "filter-no-flag"),
        (List::Customers, "sort:phone", "filter-no-sort"),
        (List::Parts, "price<cheap", "amount-invalid"),
        (List::Invoices, "due<someday", "date-invalid"),
    ] {
        assert_eq!(read(list, line).unwrap_err(), id, "{line}");
    }
}

#[test]
fn a_time_or_a_number_with_a_colon_is_a_word() {
    assert_eq!(read(List::Bookings, "9:30").unwrap().words, ["9:30"]);
}

#[test]
fn a_word_that_begins_one_value_only_is_that_value() {
    let filter = read(List::Jobs, "status:diag").unwrap();
    assert_eq!(filter.terms[0].values, [Value::Word("diagnosing")]);
    assert_eq!(read(List::Jobs, "status:c").unwrap_err(), "filter-no-word");
}

#[test]
fn keys_come_first_then_values_and_the_column_to_sort_by() {
    let next = |line: &str| -> Vec<String> {
        let known = vec!["Volkswagen".to_owned(), "Volvo".to_owned()];
        complete(List::Jobs, line, &known)
            .iter()
            .map(|c| c.applied(line))
            .collect()
    };
    assert_eq!(next("sta"), ["status:", "mech:"]);
    assert_eq!(next("oil status:la"), ["oil status:late "]);
    assert_eq!(next("make:vo"), ["make:Volkswagen ", "make:Volvo "]);
    assert_eq!(next("status:late,op"), ["status:late,open "]);
    assert_eq!(next("sort:-pro"), ["sort:-promised "]);
    assert_eq!(next("so"), ["sort:"]);
    assert!(next("").is_empty());
}

#[test]
fn another_sorting_takes_the_place_of_the_old_one() {
    let by = |key, down| Some(Sort { key, down });
    assert_eq!(
        with_sort("make:\"land rover\" sort:year x", by("km", true)),
        "make:\"land rover\" x sort:-km"
    );
    assert_eq!(with_sort("sort:year", None), "");
}

fn any_value(key: &'static Key) -> BoxedStrategy<Value> {
    match key.kind {
        Kind::Text => "[a-zA-Zé0-9 :<>=,.\"-]{1,12}"
            .prop_filter("something to look for", |t| !t.trim().is_empty())
            .prop_map(Value::Text)
            .boxed(),
        Kind::Number => (0_i64..1_000_000).prop_map(Value::Number).boxed(),
        Kind::Quantity => (-5_000_000_i64..5_000_000)
            .prop_map(|n| Value::Quantity(Qty(n)))
            .boxed(),
        Kind::Money => (-5_000_000_i64..5_000_000)
            .prop_map(|n| Value::Money(Money(n)))
            .boxed(),
        Kind::Day => (0_i64..20_000)
            .prop_map(|n| {
                let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
                Value::Day(first + chrono::Duration::days(n))
            })
            .boxed(),
        Kind::Words(words) => proptest::sample::select(words())
            .prop_map(Value::Word)
            .boxed(),
        Kind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
    }
}

fn any_term(list: List) -> BoxedStrategy<Term> {
    proptest::sample::select(list.keys())
        .prop_flat_map(|key| {
            let key: &'static Key = List::ALL
                .iter()
                .flat_map(|l| l.keys())
                .find(|k| std::ptr::eq(k.name, key.name) && k.words() == key.words())
                .unwrap();
            let ops = match key.kind {
                Kind::Text | Kind::Words(_) | Kind::Flag => vec![Op::Has, Op::Is, Op::Not],
                _ => Op::ALL.iter().map(|(_, op)| *op).collect(),
            };
            (
                proptest::sample::select(ops),
                proptest::collection::vec(any_value(key), 1..3),
            )
                .prop_map(move |(op, mut values)| {
                    if op.orders() {
                        values.truncate(1);
                    }
                    Term {
                        key: key.name,
                        op,
                        values,
                    }
                })
        })
        .boxed()
}

fn any_filter(list: List) -> impl Strategy<Value = Filter> {
    let sorting: Vec<&'static str> = list
        .keys()
        .iter()
        .filter(|k| k.sorts)
        .map(|k| k.name)
        .collect();
    (
        proptest::collection::vec("[a-zé0-9 :<>=.\"-]{1,10}", 0..3),
        proptest::collection::vec(any_term(list), 0..4),
        proptest::option::of((proptest::sample::select(sorting), any::<bool>())),
    )
        .prop_map(|(words, terms, sort)| Filter {
            words,
            terms,
            sort: sort.map(|(key, down)| Sort { key, down }),
        })
}

proptest! {
    #[test]
    fn a_printed_filter_reads_as_the_same_filter(
        (list, filter) in proptest::sample::select(List::ALL)
            .prop_flat_map(|list| (Just(list), any_filter(list)))
    ) {
        let text = filter.text(ground().currency);
        let again = parse(list, &text, ground());
        prop_assert_eq!(again, Ok(filter), "{}", text);
    }

    #[test]
    fn no_line_makes_the_reader_or_the_completer_fail(line in "\\PC{0,40}") {
        for list in List::ALL {
            let _ = parse(*list, &line, ground());
            for way in complete(*list, &line, &["Volvo".to_owned()]) {
                let _ = way.applied(&line);
            }
        }
    }
}
