# login

## Refusals, beside the field
login-wrong-password = { $left ->
    [0] Wrong name or password. The next try has to wait.
    [1] Wrong name or password. 1 try left.
   *[other] Wrong name or password. { $left } tries left.
}
login-wait = { $minutes ->
    [one] Too many wrong tries. Wait 1 minute, then try again.
   *[other] Too many wrong tries. Wait { $minutes } minutes, then try again.
}
login-wrong-pin = { $left ->
    [one] Wrong PIN. 1 try left.
   *[other] Wrong PIN. { $left } tries left.
}
login-pin-needs-password = Log in with the password here; the PIN will do again after that.
login-no-roles = Nobody has given you a role yet. Ask whoever manages the staff.
login-no-demo = Only a demonstration opens without a password.
login-not-at-site = You have no role at that site.

password-too-short = A password has at least { $min } characters.
password-too-long = A password has at most { $max } characters.
pin-digits = A PIN is 4 to 8 digits.
pin-too-simple = A PIN is not one digit over and over.

## Founding
founding-already = There is a workshop in these books already.
founding-console-only = A workshop is founded from the shell, before anybody logs in.
site-code-form = A site's code is one to three letters or digits.

## The page
program-name = Forecourt
login-title = Log-in
login-name = Name
login-password = Password
login-pin = PIN
login-in = in
login-names = names
login-leave = leave
login-books = Books
login-nobody-of-this-name = Nobody of this name; type the log-in name.
login-demo = Demonstration: everybody's password is { $password }, the PIN { $pin }.

## The first run
wizard-title = A new workshop
wizard-workshop = The workshop
wizard-money = Money
wizard-owner = The owner
wizard-workshop-says = These books are empty. A few questions, and the first booking can be made.
wizard-money-says = As usual in your country; change what is not so, now or later.
wizard-owner-says = The owner may do everything, and lets the others in.
wizard-name = Name
wizard-address = Address
wizard-phone = Phone
wizard-country = Country
wizard-country-hint = two letters; ↓ lists them
wizard-country-other = enter the rate yourself
wizard-bays-range = A whole number from 1 to { $most }. More bays can be added later on the Admin tab.
wizard-help = Three short pages: the workshop, its money, its owner. Fields with a star must be filled in. The country proposes zone, currency, tax and price of an hour; all of it can be changed later on the Admin tab. PgDn shows the next page, Ctrl-S ends from any page.
wizard-zone = Time zone
wizard-bays = Bays
wizard-bays-hint = lifts, to begin with
wizard-currency = Currency
wizard-tax-rate = Standard tax rate
wizard-tax-rate-hint = %
wizard-include = prices include tax
wizard-per-hour = Labour
wizard-per-hour-hint = an hour
wizard-tax-no = Tax number
wizard-owner-name = Your name
wizard-login = Log-in name
wizard-login-hint = what you type to log in
wizard-password = Password
wizard-password-hint = at least 10 characters
wizard-again = Once more
wizard-nothing = Nothing matches.
wizard-not-the-same = This is not what stands above.
wizard-next = next
wizard-page = next page
wizard-finish = found the workshop
