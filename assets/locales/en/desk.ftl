# desk

# What was typed or chosen cannot be
unknown-value = “{ $text }” is not one of the choices.
zone-unknown = There is no time zone “{ $name }”. Zones are named like Europe/Dublin.
currency-unknown = There is no currency “{ $code }”. Currencies have three letters, like EUR.
amount-too-large = The amount is too large.
