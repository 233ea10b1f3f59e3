"""Texts that are no resolution: nobody is asked for anything, so no mandate may be read out of them."""

import pytest

from dispositif import read
from dispositif.errors import EmptySource, ReadingError

NOVEL = """Chapter One

The harbour had been asleep for an hour when Marta came down the steps with the lamp. She recalled the summer of the
long tides, and her brother, who requests nothing of anybody, laughing on the quay.

"You ought to go home," said the pilot. "The captain demands that we sail at dawn, and he urges every man to be aboard."

She decided to wait. The Council of the gulls, as he called it, had gathered on the roof of the customs house.

Chapter Two

By noon the wind had turned. He noted the barometer, emphasized nothing, and called for more rope.
"""
CONTENTS = """TABLE OF CONTENTS

1. Introduction ................................................. 3
2. Requests for tender .......................................... 7
   (a) Urging caution: a history ................................ 9
   (b) Calls upon the port, 1900 to 1950 ....................... 12
3. Decisions of the harbour board .............................. 21
4. Index ....................................................... 40
"""
INVOICE = """INVOICE No. 2031-0047

Halden Rope and Sail Ltd                      Date: 3 May 2031
12 Quay Street, Port Halden                   Due: within 30 days

Item                      Quantity      Price       Total
1. Hemp rope, 20 mm            40        3.20      128.00
2. Storm lantern                6       18.50      111.00
3. Delivery                     1       25.00       25.00

                                        Total      264.00
Payment is requested by bank transfer. Thank you for your business.
"""
LOREM = """Hevo tilmar ne skarvi. Olum betra fen quasil, imor daven tosk.

1. Belgra numi tavor sen olka, drem isko palun.
2. Vestra hilo num, karpi desto.
"""
RECIPE = """Fish stew for eight

1. Clean the fish and cut it into pieces.
2. Note the weight of the bones; set them aside.
3. Call everybody to the table, and serve within ten minutes.
"""


NO_RESOLUTIONS = {"novel": NOVEL, "contents": CONTENTS, "invoice": INVOICE, "unknown language": LOREM, "recipe": RECIPE}


@pytest.mark.parametrize("what", NO_RESOLUTIONS)
def test_no_mandate_is_invented(what: str) -> None:
    assert read(NO_RESOLUTIONS[what]).mandates == ()


@pytest.mark.parametrize("what", NO_RESOLUTIONS)
def test_the_reader_is_warned(what: str) -> None:
    assert read(NO_RESOLUTIONS[what]).warnings


@pytest.mark.parametrize(
    "nothing", ["", " \n\t ", b"", b"\xef\xbb\xbf"], ids=["empty", "blank", "no bytes", "only a mark"]
)
def test_nothing_at_all_is_an_error_that_says_so(nothing: str | bytes) -> None:
    with pytest.raises(EmptySource):
        read(nothing)


def test_binary_content_is_refused_with_a_reason() -> None:
    with pytest.raises(ReadingError) as refusal:
        read(bytes(range(256)) * 40)
    assert str(refusal.value)


def test_a_request_inside_quotation_marks_is_not_one_of_the_meeting() -> None:
    document = read(
        "The Harbour Board,\n\nHaving heard the pilot say “The Board requests all masters to sail at once”,\n\n"
        "1. Takes note of the statement “We urge every master to stay in port”;\n"
    )
    assert document.mandates == ()


def test_a_recalled_request_is_not_made_again() -> None:
    document = read(
        "The Harbour Board,\n\nRecalling its request to the Secretary-General to report within 90 days,\n\n"
        "1. Recalls that it requested all Member States to dredge the channel;\n"
    )
    assert document.mandates == ()
