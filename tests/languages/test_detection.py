from dispositif.languages.detection import detect

ENGLISH = "The Harbour Board requests the pilots to report on the lamps of all harbours by the end of the year. "
FRENCH = "Le Conseil des ports prie les pilotes de faire rapport sur les lampes de tous les ports avant la fin. "


def test_a_language_at_hand_is_told():
    assert detect(ENGLISH) == "en"


def test_a_language_that_is_not_at_hand_is_not():
    assert detect(FRENCH * 400) is None


def test_a_text_that_says_the_same_first_in_another_language_is_in_the_one_at_hand():
    assert detect(FRENCH * 100 + ENGLISH * 50) == "en"


def test_a_few_words_further_down_make_no_text():
    assert detect(FRENCH * 30 + ENGLISH + FRENCH * 100) is None
