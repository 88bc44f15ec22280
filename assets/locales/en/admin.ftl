# admin

## Refusals
staff-no-login = This person has no log-in name yet. Give them one first.
staff-login-form = A log-in name has 2 to 40 letters, digits, dots or dashes, and no spaces.
staff-login-taken = Somebody else has this log-in name.
staff-last-admin = Somebody has to be left who can manage the staff at all sites.
staff-discount-cap = A discount cap is between 0 and 100 %.
code-form = A code has up to 20 letters, digits, dots or dashes, and no spaces.
code-taken = This code is taken.

catalogue-no-such-rate = There is no labour rate with this code at this site.
catalogue-no-such-minute = A time of day is between 0:00 and 23:59.
catalogue-duration = A duration is between 5 minutes and 24 hours.
catalogue-step = Starts are 5 to 240 minutes apart.
catalogue-last-before-first = The last start is before the first.
catalogue-standard-time = A time is between 1 minute and 100 hours.
catalogue-price-negative = A price is not below zero.
canned-empty = A canned job has at least one line or step.
canned-line-names-nothing = A line names an operation, a part, or says what it is.
canned-line-quantity = A line's quantity is above zero.
tax-needs-rate = A taxed code has a rate.
tax-has-no-rates = This code is not taxed, so it has no rate.
tax-rate-range = A rate is between 0 and 100 %.
template-open-brace = A brace is open: write the field as {"{"}customer{"}"}.
template-no-such-field = There is no field “{ $field }”. There are: customer, vehicle, workshop, phone, day, time, old_day, old_time, number, total, due_day.
site-fiscal-month = The fiscal year begins in a month from 1 to 12.
hours-weekday = Each day of the week is there once.
hours-span = It opens before it closes, and takes work in between.
bay-still-taken = Something is still to happen in { $bay }. Move it first.
setting-range = Between { $min } and { $max }.
setting-flag = Yes or no.
setting-hours = Two times, such as 20:00-08:00.
