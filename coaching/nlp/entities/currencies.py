"""Signs, codes and names of currencies. A name that several countries use (dollar sign apart, which
people mean as US dollars unless they say otherwise) has no code: "kroner", "pesos", "shillings"."""

from coaching.nlp.english import word_set

CODES = word_set(
    "USD EUR GBP CHF JPY CNY INR AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN ISK TRY RUB UAH ILS "
    "AED SAR QAR KWD BHD EGP MAD NGN KES GHS ZAR TZS UGX BRL MXN ARS CLP COP PEN UYU SGD HKD TWD "
    "KRW THB MYR IDR PHP VND PKR BDT LKR NPR "
)
_ALSO_WORDS = frozenset({"TRY", "ALL", "TOP", "MAD", "COP", "PEN", "RON", "CAD", "SOS"})
CAPITALS_ONLY = CODES & _ALSO_WORDS
"""Codes that are English words too; they count in capitals only."""

SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "$": "USD",
    "¥": "JPY",
    "₹": "INR",
    "₺": "TRY",
    "₽": "RUB",
    "₩": "KRW",
    "₦": "NGN",
    "₪": "ILS",
    "฿": "THB",
    "zł": "PLN",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "MX$": "MXN",
    "Rs.": "INR",
    "Rs": "INR",
    "Fr.": "CHF",
    "SFr.": "CHF",
    "SFr": "CHF",
    "kr.": None,
    "kr": None,
}
NAMES: dict[str, str | None] = {
    "us dollars?": "USD",
    "american dollars?": "USD",
    "australian dollars?": "AUD",
    "aussie dollars?": "AUD",
    "canadian dollars?": "CAD",
    "singapore dollars?": "SGD",
    "hong kong dollars?": "HKD",
    "new zealand dollars?": "NZD",
    "dollars?": "USD",
    "dollers?": "USD",
    "bucks?": "USD",
    "euros?": "EUR",
    "quid": "GBP",
    "pounds? sterling": "GBP",
    "british pounds?": "GBP",
    "pounds?": "GBP",
    "sterling": "GBP",
    "swiss francs?": "CHF",
    "francs?": "CHF",
    "franken": "CHF",
    "rupees?": "INR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "korean won": "KRW",
    "zlot(?:ys?|ych|e)": "PLN",
    "dirhams?": "AED",
    "riyals?": "SAR",
    "reais": "BRL",
    "rands?": "ZAR",
    "naira": "NGN",
    "shekels?": "ILS",
    "baht": "THB",
    "ringgit": "MYR",
    "(?:turkish )?lira": "TRY",
    "forints?": "HUF",
    "swedish kron(?:or|a|er)": "SEK",
    "norwegian kron(?:er|or|a)": "NOK",
    "danish kron(?:er|or|a)": "DKK",
    "kron(?:or|a|er|e)": None,
    "mexican pesos?": "MXN",
    "pesos?": None,
    "shillings?": None,
}
