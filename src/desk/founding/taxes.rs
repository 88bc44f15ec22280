//! Tax codes a new workshop begins with, by country. The rates are the law's of autumn 2026; the workshop keeps
//! them up from there (a rate is valid from a day on).

use crate::domain::Ppm;
use crate::domain::tax::Treatment;

/// A country's way of taxing repairs.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// ISO 3166, two letters.
    pub code: &'static str,
    /// ISO 4217 of what is usual there.
    pub currency: &'static str,
    /// What people there call the tax.
    pub tax: &'static str,
    /// The standard rate's components: one name each and millionths.
    pub standard: &'static [(&'static str, i64)],
    /// The reduced rate, if there is one.
    pub reduced: Option<i64>,
    /// Whether the statutory inspection is outside the tax.
    pub inspection_outside: bool,
    /// What people there call the statutory inspection.
    pub inspection: &'static str,
    /// What an hour of work usually costs, in whole units of the currency.
    pub hour: i64,
}

const fn vat(
    code: &'static str,
    currency: &'static str,
    standard: &'static [(&'static str, i64)],
    reduced: i64,
    hour: i64,
) -> Country {
    Country {
        code,
        currency,
        tax: "VAT",
        standard,
        reduced: if reduced == 0 { None } else { Some(reduced) },
        inspection_outside: false,
        inspection: "Inspection",
        hour,
    }
}

/// The countries whose rates the program knows; any other begins at nothing and says so in the wizard.
pub const COUNTRIES: &[Country] = &[
    vat("AT", "EUR", &[("", 200_000)], 100_000, 110),
    Country {
        tax: "GST",
        inspection: "Roadworthy inspection",
        ..vat("AU", "AUD", &[("", 100_000)], 0, 140)
    },
    vat("BE", "EUR", &[("", 210_000)], 60_000, 80),
    Country {
        tax: "GST",
        inspection: "Safety inspection",
        ..vat("CA", "CAD", &[("", 50_000)], 0, 140)
    },
    vat("CH", "CHF", &[("", 81_000)], 26_000, 150),
    Country {
        tax: "MwSt",
        inspection: "HU inspection",
        ..vat("DE", "EUR", &[("", 190_000)], 70_000, 105)
    },
    vat("ES", "EUR", &[("", 210_000)], 100_000, 60),
    vat("FR", "EUR", &[("", 200_000)], 100_000, 75),
    Country {
        inspection_outside: true,
        inspection: "MOT test",
        ..vat("GB", "GBP", &[("", 200_000)], 50_000, 72)
    },
    Country {
        inspection: "NCT preparation",
        ..vat("IE", "EUR", &[("", 230_000)], 135_000, 85)
    },
    Country {
        tax: "GST",
        inspection: "Fitness inspection",
        ..vat(
            "IN",
            "INR",
            &[("CGST", 90_000), ("SGST", 90_000)],
            50_000,
            900,
        )
    },
    vat("IT", "EUR", &[("", 220_000)], 100_000, 60),
    Country {
        tax: "BTW",
        inspection: "APK inspection",
        ..vat("NL", "EUR", &[("", 210_000)], 90_000, 79)
    },
    Country {
        tax: "GST",
        inspection: "Warrant of fitness",
        ..vat("NZ", "NZD", &[("", 150_000)], 0, 130)
    },
    // Sales tax differs by state, county and town: the wizard asks for the rate of the place.
    Country {
        tax: "Sales tax",
        inspection: "State inspection",
        ..vat("US", "USD", &[("", 0)], 0, 145)
    },
];

/// The two letters of every other country (ISO 3166-1), whose rates its owner knows.
pub const OTHER_COUNTRIES: &str = "AD AE AF AG AI AL AM AO AR AS AW AX AZ BA BB BD BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BW BY BZ CC CD CF CG CI CK CL CM CN CO CR CU CV CW CX CY CZ DJ DK DM DO DZ EC EE EG ER ET FI FJ FK FM FO GA GD \
    GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IL IM IO IQ IR IS JE JM JO JP KE KG KH KI KM KN KP \
    KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NP NR NU OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
    SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UY UZ VA VC VE VG VI VN VU \
    WF WS YE YT ZA ZM ZW";

/// The country of that code, else one without rates.
#[must_use]
pub fn country(code: &str) -> Country {
    COUNTRIES
        .iter()
        .copied()
        .find(|c| c.code.eq_ignore_ascii_case(code))
        .unwrap_or(Country {
            tax: "Tax",
            ..vat("", "EUR", &[("", 0)], 0, 79)
        })
}

/// The country a zone lies in, where only one of them has it.
pub(super) fn country_of(zone: &str) -> Option<Country> {
    let code = match zone {
        "Europe/Vienna" => "AT",
        "Europe/Brussels" => "BE",
        "America/Toronto" | "America/Vancouver" | "America/Montreal" => "CA",
        "Europe/Zurich" => "CH",
        "Europe/Berlin" => "DE",
        "Europe/Madrid" => "ES",
        "Europe/Paris" => "FR",
        "Europe/London" => "GB",
        "Europe/Dublin" => "IE",
        "Asia/Kolkata" | "Asia/Calcutta" => "IN",
        "Europe/Rome" => "IT",
        "Europe/Amsterdam" => "NL",
        "Pacific/Auckland" => "NZ",
        "America/New_York" | "America/Chicago" | "America/Denver" | "America/Los_Angeles" => "US",
        zone if zone.starts_with("Australia/") => "AU",
        _ => return None,
    };
    Some(country(code))
}

/// The zone most of a country lives in; nothing where the program does not know the country.
#[must_use]
pub fn zone_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "AT" => "Europe/Vienna",
        "AU" => "Australia/Sydney",
        "BE" => "Europe/Brussels",
        "CA" => "America/Toronto",
        "CH" => "Europe/Zurich",
        "DE" => "Europe/Berlin",
        "ES" => "Europe/Madrid",
        "FR" => "Europe/Paris",
        "GB" => "Europe/London",
        "IE" => "Europe/Dublin",
        "IN" => "Asia/Kolkata",
        "IT" => "Europe/Rome",
        "NL" => "Europe/Amsterdam",
        "NZ" => "Pacific/Auckland",
        "US" => "America/New_York",
        _ => return None,
    })
}

impl Country {
    /// The sum of the standard rate's components.
    #[must_use]
    pub fn rate(&self) -> Ppm {
        self.standard.iter().map(|(_, r)| Ppm(*r)).sum()
    }
}

/// A tax code to be made: code, name, treatment, components with their rates.
pub(super) struct Code {
    pub code: &'static str,
    pub name: String,
    pub treatment: Treatment,
    pub rates: Vec<(&'static str, Ppm)>,
}

/// The code everything is taxed by unless said otherwise.
pub(super) const STANDARD: &str = "S";
/// What is not a matter of the tax: the fee of a statutory inspection, a deposit on a core.
pub(super) const OUTSIDE: &str = "O";

/// The codes of a country, the standard one first; `rate` takes the place of its standard rate.
pub(super) fn codes(country: &Country, rate: Option<Ppm>) -> Vec<Code> {
    let standard = match rate {
        Some(rate) => vec![("", rate)],
        None => country
            .standard
            .iter()
            .map(|(n, r)| (*n, Ppm(*r)))
            .collect(),
    };
    let all: Ppm = standard.iter().map(|(_, r)| *r).sum();
    let mut codes = vec![Code {
        code: STANDARD,
        name: format!("{} {}", country.tax, percent(all)),
        treatment: Treatment::Taxed,
        rates: standard,
    }];
    if let Some(reduced) = country.reduced {
        codes.push(Code {
            code: "R",
            name: format!("{} {}", country.tax, percent(Ppm(reduced))),
            treatment: Treatment::Taxed,
            rates: halves(country, reduced),
        });
    }
    for (code, name, treatment) in [
        ("Z", "zero rated", Treatment::Zero),
        ("E", "exempt", Treatment::Exempt),
        (OUTSIDE, "outside the scope", Treatment::Outside),
        ("RC", "reverse charge", Treatment::Reverse),
    ] {
        codes.push(Code {
            code,
            name: format!("{} {name}", country.tax),
            treatment,
            rates: Vec::new(),
        });
    }
    codes
}

/// Where the standard rate has two components, the reduced one is halved likewise.
fn halves(country: &Country, reduced: i64) -> Vec<(&'static str, Ppm)> {
    match country.standard {
        [(a, _), (b, _)] => vec![(*a, Ppm(reduced / 2)), (*b, Ppm(reduced - reduced / 2))],
        _ => vec![("", Ppm(reduced))],
    }
}

/// `210 000` as `21%`, `88 750` as `8.875%`.
fn percent(rate: Ppm) -> String {
    let text = crate::domain::money::decimal(rate.0, 4);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn india_taxes_in_two_components_that_sum_to_the_rate() {
        let codes = codes(&country("IN"), None);
        assert_eq!(codes[0].name, "GST 18%");
        assert_eq!(
            codes[0].rates,
            [("CGST", Ppm(90_000)), ("SGST", Ppm(90_000))]
        );
        assert_eq!(
            codes[1].rates,
            [("CGST", Ppm(25_000)), ("SGST", Ppm(25_000))]
        );
    }

    #[test]
    fn a_place_without_a_known_rate_takes_the_one_that_was_given() {
        let codes = codes(&country("US"), Some(Ppm(88_750)));
        assert_eq!(codes[0].name, "Sales tax 8.875%");
        assert_eq!(codes[0].rates, [("", Ppm(88_750))]);
        assert_eq!(country("xx").tax, "Tax");
    }

    #[test]
    fn every_country_whose_rates_are_known_has_a_zone_that_lies_in_it() {
        for c in COUNTRIES {
            let zone = zone_of(c.code).expect(c.code);
            assert!(crate::domain::Zone::parse(zone).is_ok(), "{zone}");
            assert_eq!(country_of(zone).map(|c| c.code), Some(c.code));
            assert!(!OTHER_COUNTRIES.split(' ').any(|o| o == c.code));
        }
    }

    #[test]
    fn every_country_has_a_currency_of_the_list() {
        for c in COUNTRIES {
            assert!(
                crate::domain::Currency::parse(c.currency).is_ok(),
                "{}",
                c.code
            );
        }
    }
}
