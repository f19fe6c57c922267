from __future__ import annotations

import pytest

from core import resources
from core.errors import ResourceError
from core.resources import Checker


def problems(check: Checker) -> tuple[str, ...]:
    with pytest.raises(ResourceError) as raised:
        check.done()
    return raised.value.problems


def test_a_missing_file_is_a_clear_error():
    with pytest.raises(ResourceError, match=r"resources/lexicons/none\.yaml is missing"):
        resources.load("lexicons/none.yaml")


def test_a_file_is_parsed_once():
    assert resources.text("comparison.schema.json") is resources.text("comparison.schema.json")


def test_bad_yaml_names_its_line():
    with pytest.raises(ResourceError) as raised:
        resources.parse("a: 1\nb: [", "x.yaml")
    assert raised.value.problems[0].startswith("line ")


def test_a_key_given_twice_is_an_error():
    with pytest.raises(ResourceError) as raised:
        resources.parse("a: 1\nb: 2\na: 3", "x.yaml")
    assert raised.value.problems == ("line 3: the key 'a' is given twice",)


def test_yaml_cannot_make_objects():
    with pytest.raises(ResourceError):
        resources.parse("!!python/object/apply:os.getcwd []", "x.yaml")


def test_all_problems_are_listed_at_once_each_with_its_path():
    check = Checker("x.yaml")
    tree = resources.parse("rows:\n- {sign: 3}\n- {sign: '=', weight: 2}\n- 7\nmood: sad\nwords: [a, a]", "x.yaml")
    root = check.mapping(tree, "$", required=("rows", "name"), optional=("mood", "words"))
    for row, path in check.items(root["rows"], "$.rows"):
        fields = check.mapping(row, path, required=("sign",))
        check.text(fields.get("sign"), f"{path}.sign")
        check.number(fields.get("weight", 0), f"{path}.weight", 0, 1)
    check.choice(root["mood"], "$.mood", ("glad", "calm"))
    check.texts(root["words"], "$.words")
    assert problems(check) == (
        "$.name: this is missing",
        "$.rows[0].sign: a text is needed, not 3",
        "$.rows[1].weight: 2 lies outside 0 to 1",
        "$.rows[2]: a mapping is needed, not 7",
        "$.rows[2].sign: a text is needed, not nothing",
        "$.mood: one of glad, calm is needed, not the text 'sad'",
        "$.words: 'a' stands here 2 times",
    )


def test_an_unknown_key_is_a_problem_only_where_keys_are_listed():
    check = Checker("x.yaml")
    check.mapping({"a": 1}, "$.free")
    check.done()
    check.mapping({"a": 1, "b": 2}, "$", required=("a",), optional=())
    assert problems(check) == ("$.b: no such key is known here",)


def test_yes_and_no_as_keys_are_told_apart_from_words():
    check = Checker("x.yaml")
    check.mapping(resources.parse("no: 1", "x.yaml"), "$")
    assert problems(check) == ("$: the key False must be text (put it in quotes)",)


@pytest.mark.parametrize("node", [None, [], {}, 3, 0.5, True, "", " ", "word", "("])
def test_reading_goes_on_whatever_the_node_is(node):
    check = Checker("x.yaml")
    assert isinstance(check.text(node, "$"), str)
    assert isinstance(check.number(node, "$"), float)
    assert isinstance(check.texts(node, "$"), tuple)
    assert list(check.items(node, "$")) == []
    assert list(check.entries(node, "$")) == []
    assert check.choice(node, "$", ("a", "b")) in ("a", "b")
    assert check.pattern(node, "$").pattern is not None
    assert problems(check)


def test_what_is_right_comes_back_as_it_is():
    check = Checker("x.yaml")
    assert check.number(3, "$") == 3.0
    assert check.texts(["a", "b"], "$") == ("a", "b")
    assert check.pattern(r"\d+", "$").fullmatch("12")
    assert list(check.entries({"a": 1}, "$")) == [("a", 1, "$.a")]
    check.done()
