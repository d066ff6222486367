from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.cases.ledger_file import read_ledger
from bot.errors import BadInput

MERCHANTS = ("iprog", "another")
HEADER = "merchant,account_email,transaction_id,product,paid,currency,purchased_at"
NOW = datetime.fromisoformat("2026-03-02T14:00:00+08:00")
GOOD = "iprog,ana@mail.example,IPG-1001,sms_credits,1000.00,PHP,2026-03-01T14:00:00+08:00"


def faults_of(*rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(BadInput) as told:
        read_ledger("\n".join([header, *rows]), MERCHANTS, NOW)
    return str(told.value).splitlines()


def test_a_row_is_a_purchase_with_its_facts_in_json_form():
    header = f"{HEADER},messages_sent,activated,abuse_flags,refunded_amount"
    row = f"{GOOD},0,False,many refunds ; fraud,250.00"
    (purchase,) = read_ledger(f"{header}\n{row}\n", MERCHANTS, NOW)
    assert purchase.merchant == "iprog"
    assert purchase.purchased_at.isoformat() == "2026-03-01T14:00:00+08:00"
    assert purchase.facts() == {
        "account_email": "ana@mail.example",
        "transaction_id": "IPG-1001",
        "product": "sms_credits",
        "paid": "1000.00",
        "currency": "PHP",
        "purchased_at": "2026-03-01T14:00:00+08:00",
        "messages_sent": 0,
        "activated": False,
        "abuse_flags": ["many refunds", "fraud"],
        "refunded_amount": "250.00",
    }


def test_an_empty_cell_is_an_unknown_fact():
    (purchase,) = read_ledger(f"{HEADER},messages_sent\n{GOOD},\n", MERCHANTS, NOW)
    assert "messages_sent" not in purchase.facts()


@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_may_come_from_a_spreadsheet(beginning, ending):
    content = beginning + ending.join([HEADER, GOOD, "", ",,,,,,", ""]).encode()
    assert len(read_ledger(content, MERCHANTS, NOW)) == 1


def test_columns_come_in_any_order_and_texts_may_be_quoted():
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    cells["payment_reference"] = '"a, ""b"""'
    content = ",".join(reversed(cells)) + "\n" + ",".join(reversed(cells.values()))
    (purchase,) = read_ledger(content, MERCHANTS, NOW)
    assert purchase.facts()["payment_reference"] == 'a, "b"'


def test_a_header_alone_holds_no_purchase():
    assert read_ledger(HEADER, MERCHANTS, NOW) == []


def test_an_empty_file_is_told_how_to_begin():
    with pytest.raises(BadInput, match=f"empty. Begin with a header row: {HEADER}"):
        read_ledger("\n", MERCHANTS, NOW)


def test_every_fault_of_the_header_is_named():
    header = HEADER.replace("paid", "payed") + ",store,store"
    told = faults_of(GOOD, header=header)
    assert told == [
        "Line 1: Column 'payed' is unknown. Did you mean 'paid'?",
        "Line 1: Column 'paid' is missing. Add it.",
        "Line 1: Column 'store' is there more than once. Keep one.",
    ]


def test_every_bad_row_is_named_and_a_good_one_does_not_save_the_file():
    told = faults_of(
        GOOD,
        GOOD.replace("1001", "1002").replace("sms_credits", "sms credits"),
        GOOD.replace("1001", "1003").replace("+08:00", "").replace("1000.00", "1,5"),
        GOOD.replace("iprog", "iprgo").replace("1001", "1004"),
    )
    assert [fault.split(":")[0] for fault in told] == ["Line 3", "Line 4", "Line 5"]
    assert "'product' has the value 'sms credits'" in told[0]
    assert "it has 8 cells, the header has 7" in told[1]
    assert "merchant 'iprgo' has no policies. Use one of: another, iprog." in told[2]


def test_all_that_is_wrong_with_one_row_is_named():
    told = faults_of("iprog,ana,,sms_credits,abc,peso,2026-03-01T14:00:00")
    assert [fault.split(":")[0] for fault in told] == ["Line 2"] * 5
    assert told[0].endswith("'transaction_id' is empty. Fill it in.")
    assert "'account_email' has the value 'ana'. Write an email address" in told[1]
    assert "'paid'" in told[2]
    assert "'currency' has the value 'peso'" in told[3]
    assert "has no offset. Add the zone's offset" in told[4]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("messages_sent", "-1"),
        ("messages_sent", "some"),
        ("messages_sent", "9" * 40),
        ("activated", "perhaps"),
        ("activated", "1"),
        ("refunded_amount", "NaN"),
        ("refunded_amount", "1e9"),
        ("refunded_amount", "-5.00"),
        ("issue_at", "yesterday"),
        ("ground", "regret"),
    ],
)
def test_a_value_that_no_fact_has_is_refused_with_its_line(column, cell):
    (told,) = faults_of(f"{GOOD},{cell}", header=f"{HEADER},{column}")
    assert told.startswith("Line 2: ")
    assert column in told
    assert cell in told


def test_a_time_of_another_age_is_refused():
    (told,) = faults_of(GOOD.replace("2026-03-01", "0001-01-01").replace("T14", "T00"))
    assert "is not between the years 2000 and 2099" in told


def test_a_transaction_that_comes_twice_is_a_bad_row_however_it_is_spelt():
    (told,) = faults_of(GOOD, GOOD.replace("IPG-1001", "ipg 1001"))
    assert told == "Line 3: transaction 'ipg 1001' is on line 2 already. Keep one of them."


@pytest.mark.parametrize(
    ("spelt", "email"),
    [("IPG-1OO1", "ana@mail.example"), ("ipg 1001", "ben@mail.example")],
)
def test_another_purchase_whose_id_reads_alike_is_a_bad_row(spelt, email):
    other = GOOD.replace("IPG-1001", spelt).replace("ana@mail.example", email)
    (told,) = faults_of(GOOD, other)
    assert told == (
        f"Line 3: transaction '{spelt}' of '{email}' reads like transaction 'IPG-1001' of "
        "'ana@mail.example' on line 2, and nobody could tell the two apart. "
        "Correct the wrong row, or leave one out."
    )


@pytest.mark.parametrize(
    ("column", "currency", "amount"),
    [
        ("paid", "PHP", "10.005"),
        ("refunded_amount", "PHP", "0.001"),
        ("value_used", "INR", "9" * 12 + ".123"),
        ("remaining_value", "JPY", "10.5"),
        ("duplicate_amount", "KWD", "1.0001"),
    ],
)
def test_an_amount_finer_than_the_smallest_coin_is_refused(column, currency, amount):
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    cells |= {"paid": "10", "currency": currency, column: amount}
    (told,) = faults_of(",".join(cells.values()), header=",".join(cells))
    assert told.startswith(f"Line 2: Fact '{column}' has the value '{amount}', and {currency} has")


@pytest.mark.parametrize(
    ("column", "currency", "amount"),
    [("paid", "JPY", "1000.00"), ("paid", "KWD", "1.005"), ("standard_rate", "INR", "0.1175")],
)
def test_an_amount_of_whole_coins_and_the_price_of_a_message_are_taken(column, currency, amount):
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    cells |= {"paid": "10", "currency": currency, column: amount}
    content = ",".join(cells) + "\n" + ",".join(cells.values())
    assert read_ledger(content, MERCHANTS, NOW)[0].facts()[column] == amount


def test_a_purchase_that_is_still_to_come_is_refused():
    def bought(at):
        return GOOD.replace("2026-03-01T14:00:00+08:00", at.isoformat())

    (told,) = faults_of(bought(NOW + timedelta(seconds=1)))
    assert told.startswith("Line 2: Fact 'purchased_at' has the value '2026-03-02T14:00:01+08:00'")
    assert "still to come" in told
    assert len(read_ledger(f"{HEADER}\n{bought(NOW)}", MERCHANTS, NOW)) == 1


def test_what_was_paid_back_before_the_purchase_is_refused():
    header = f"{HEADER},refunded_at"
    # The same hour of the clock, an hour apart in truth.
    (told,) = faults_of(f"{GOOD},2026-03-01T14:00:00+09:00", header=header)
    assert told.startswith("Line 2: Fact 'refunded_at' has the value '2026-03-01T14:00:00+09:00'")
    content = f"{header}\n{GOOD},2026-03-01T06:00:00+00:00"
    assert len(read_ledger(content, MERCHANTS, NOW)) == 1


def test_two_merchants_may_have_the_same_transaction():
    assert (
        len(
            read_ledger("\n".join([HEADER, GOOD, GOOD.replace("iprog", "another")]), MERCHANTS, NOW)
        )
        == 2
    )


def test_a_row_after_one_of_several_lines_is_named_by_its_own_line():
    quoted = GOOD + ',"two\nlines"'
    (told,) = faults_of(
        quoted,
        GOOD.replace("1001", "1002") + ",x,too many",
        header=f"{HEADER},payment_reference",
    )
    assert told.startswith("Line 4: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f'{HEADER}\n{GOOD},"never closed', "Line 2: this cannot be read as CSV"),
        (f"{HEADER}\n{GOOD}\0", "Line 2: this cannot be read as CSV"),
        (HEADER.encode() + b"\n" + GOOD.encode() + b"\xff", "Line 2: this is not UTF-8"),
        (HEADER.encode("utf-16"), "Line 1: this is not UTF-8"),
    ],
)
def test_a_file_that_is_no_csv_is_told(content, words):
    with pytest.raises(BadInput, match=words):
        read_ledger(content, MERCHANTS, NOW)


def test_a_file_with_semicolons_is_told_to_use_commas():
    (first, *_) = faults_of(GOOD, header=HEADER.replace(",", ";"))
    assert "Use the names of facts, with commas between." in first


def test_a_number_on_the_account_is_kept_in_one_form():
    header = "merchant,account_email,transaction_id,product,paid,currency,purchased_at"
    row = "iprog,ana@mail.example,IPG-1001,sms_credits,1000.00,PHP,2026-03-01T10:00:00+08:00"
    (purchase,) = read_ledger(f"{header},account_phone\n{row},+63 917 123-4567\n", {"iprog"}, NOW)
    assert purchase.account_phone == "+639171234567"
    assert "account_phone" not in purchase.record
    with pytest.raises(BadInput, match="its country"):
        read_ledger(f"{header},account_phone\n{row},0917 123 4567\n", {"iprog"}, NOW)
