# admin

## Refusals
staff-no-login = This person has no log-in name yet. Give them one first.
staff-login-form = A log-in name has 2 to 40 letters, digits, dots or dashes, and no spaces.
staff-login-taken = Somebody else has this log-in name.
staff-last-admin = Somebody has to be left who can manage the staff at all sites.
staff-discount-cap = A discount cap is between 0 and 100 %.
code-form = A code has up to 20 letters, digits, dots or dashes, and no spaces.
code-taken = This code is taken.
