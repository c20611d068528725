"""What is refused before any parser sees it, and what is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.guard import Refused, check, names_dataset
from queries.tokens import Kind, tokens

CLAUSE = "<http://127.0.0.1:1/> { ?s ?p ?o }"

# Seconds of CPU, many times what is needed: what is not linear, or reaches the planner, takes minutes.
PATIENCE = 10


def status(text: str) -> int:
    """Return the status of a refusal, or 200."""
    try:
        check(text)
    except Refused as refusal:
        return refusal.status
    return 200


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {CLAUSE} }}",
        f"SELECT * {{ sErViCe SILENT {CLAUSE} }}",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE # a comment between\n {CLAUSE} }}",
        f"SELECT * {{ # a comment that a carriage return ends\rSERVICE {CLAUSE} }}",
        f"SELECT * {{ \\u0053ERVICE {CLAUSE} }}",
        f"SELECT * {{ \\U00000053erv\\u0069ce {CLAUSE} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE {CLAUSE} }} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {CLAUSE} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {CLAUSE} }}",
    ],
)
def test_a_call_to_another_server_is_refused(text: str) -> None:
    assert status(text) == 403


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX : <http://h/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX a: <http://h/> SELECT * { SERVICEa:x { ?s ?p ?o } }",
        "PREFIX a: <http://h/> SELECT * { SERVICESILENTa:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p trueSERVICE {CLAUSE} }}",
        f"SELECT * {{ ?s ?p 1SERVICE {CLAUSE} }}",
        f"PREFIX a: <http://h:> SELECT * {{ ?s ?p a:SERVICE {CLAUSE} }}",
        f"PREFIX a: <http://h:> SELECT * {{ ?s ?p a:SERVICE SILENT {CLAUSE} }}",
        f"PREFIX a: <http://h/> SELECT * {{ ?s ?p a:b.c.SERVICE {CLAUSE} }}",
        "PREFIX a: <http://h/> SELECT * { ?s ?p a:b.c.SERVICEa:x { ?s ?p ?o } }",
        f"ASK {{ FILTER(1<'>' || EXISTS {{ SERVICE {CLAUSE} }} || 2<'>') }}",
        f"ASK {{ FILTER(2<#>'''\n1 || EXISTS {{ SERVICE {CLAUSE} }} #'''\n) }}",
        f"ASK {{ ?s ?p ( '''' ) . SERVICE {CLAUSE} #\\uD800'''\n }}",
    ],
)
def test_a_call_that_only_the_engine_can_read_is_refused_too(text: str) -> None:
    # The engine has no lexer: each of these was seen to parse as a SERVICE clause, against SPARQL's longest match.
    assert status(text) in {400, 403}


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "le SERVICE public { LOAD" }',
        "SELECT * { ?s ?p '''SERVICE <http://h/> { INSERT }''' }",
        "SELECT * { ?s ?p 'l\\'aide au SERVICE' }",
        "ASK {} # SERVICE <http://h/> { DROP ALL }",
        "SELECT * { ?s ?p <http://h/service/load> , <http://h/d'Or#SERVICE> }",
        "PREFIX mlg: <http://h/> SELECT ?service { ?service a mlg:Service OPTIONAL { ?service mlg:load $insert } }",
        "PREFIX service: <http://h/> SELECT * { service:add service:Clear 'x'@add . _:drop service:copy 1 }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b&&?c>1) }",
    ],
)
def test_the_same_words_elsewhere_than_as_keywords_are_accepted(text: str) -> None:
    assert status(text) == 200


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "LOAD SILENT <file:///etc/hostname> INTO GRAPH <a:a>",
        "Clear ALL",
        "DROP ALL",
        "CREATE GRAPH <a:a>",
        "ADD <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "COPY <a:a> TO <a:b>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { SERVICE <a:a> { ?s ?p ?o } }",
        "\\u0044ROP ALL",
    ],
)
def test_an_update_is_refused_as_such(text: str) -> None:
    with pytest.raises(Refused, match=r"refusé") as refused:
        check(text)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 65 + "}" * 65,
        "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "ASK { FILTER(" + "!" * 20_000 + "true) }",
        "ASK { FILTER(true" + "||true" * 9_000 + ") }",
        "ASK { FILTER(true" + " && true" * 6_000 + ") }",
        "ASK { ?s <a:a>" + "/<a:a>" * 9_000 + " ?o }",
        "ASK { ?s <a:a>" + "|<a:a>" * 9_000 + " ?o }",
        "ASK { ?s " + "^" * 20_000 + "<a:a> ?o }",
        "ASK { ?s <a:a>" + "*+?" * 9_000 + " ?o }",
        "SELECT * {" + "{ SELECT * " * 70 + "}" * 71,
        "ASK {" + "FILTER EXISTS {" * 70 + "}" * 71,
        "ASK {" + "?s <a:a> ?o ." * 3_000 + "}",
        "ASK { ?s <a:a> 1" + "; <a:a> 1" * 200 + "}",
        "ASK { ?s <a:a> 1" + ", 1" * 200 + "}",
        "ASK {" + "OPTIONAL { ?s ?p ?o }" * 2_000 + "}",
        "ASK { {}" + "UNION {}" * 5_000 + "}",
        "ASK { ?s ?p (" + " 1" * 700 + ") }",
        "ASK { VALUES ?x {" + " 1" * 3_000 + "} }",
        "ASK { ?s ?p " + "[<a:a> " * 70 + "1" + "]" * 70 + "}",
        "ASK { } }",
    ],
)
def test_a_query_that_costs_too_much_to_plan_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    assert status(text) == 400
    assert time.process_time() - started < PATIENCE


@pytest.mark.parametrize(
    "pattern", ["a.", "a:b.", "'''\\q", "'\\q", "<", "a:%2", "\\u0022a.a.", "@a-", "1e", ".", "\\u0061", "["]
)
def test_no_text_takes_longer_than_a_moment_to_judge(pattern: str) -> None:
    started = time.process_time()
    status((pattern * 65_536)[:65_536])
    status(("#\\u000A" + pattern * 65_536)[:65_536])
    assert time.process_time() - started < PATIENCE


def test_as_long_a_list_of_values_as_people_paste_is_accepted() -> None:
    rows = " ".join(f'("acteur {number}" {number})' for number in range(450))
    assert status(f"SELECT * {{ VALUES (?nom ?rang) {{ {rows} }} ?s ?p ?nom }}") == 200


def test_the_patterns_after_a_list_of_values_are_counted_again() -> None:
    assert status("ASK { VALUES ?x { 1 2 } " + "?s ?p ?x . " * 101 + "}") == 400


def test_a_text_of_more_than_64_kib_is_refused_whatever_it_says() -> None:
    assert status("ASK {} #" + "x" * 65_536) == 413
    assert status("ASK {} #" + "é" * 33_000) == 413
    assert status("ASK {} #" + "x" * 65_000) == 200


@pytest.mark.parametrize(
    "text", ["ASK { ?s ?p '\0' }", "ASK { ?s ?p '\ud800' }", r"ASK { ?s ?p '\uD800' }", r"ASK { ?s ?p '\UFFFFFFFF' }"]
)
def test_what_is_no_character_is_refused(text: str) -> None:
    assert status(text) == 400


def test_a_refusal_says_where_the_fault_stands() -> None:
    with pytest.raises(Refused, match="ligne 2, colonne 5"):
        check("ASK {\n  ?s'never closed\n}")


@given(st.text(alphabet="<>'\"#\\\n{}()aé:u0 27?", max_size=40))
def test_a_refusal_never_quotes_the_query(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check(f"INSERT <script>{text}")
    assert "script" not in refused.value.message


@given(st.text(max_size=200))
def test_tokens_lose_no_more_than_blanks_and_comments(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        between = text[end : token.start]
        assert not between.strip(" \t\r\n") or between.lstrip(" \t\r\n").startswith("#")
        end = token.start + len(token.text)


def test_tokens_are_those_of_the_grammar() -> None:
    read = list(tokens("?a<http://h/>'''it's'''@fr 1.5e3 p:a%20\\'b. _:b.c<=\"x\"^^p:"))
    assert [(token.kind, token.text) for token in read] == [
        (Kind.VARIABLE, "?a"),
        (Kind.IRI, "<http://h/>"),
        (Kind.TEXT, "'''it's'''"),
        (Kind.TAG, "@fr"),
        (Kind.NUMBER, "1.5e3"),
        (Kind.NAME, "p:a%20\\'b"),
        (Kind.SIGN, "."),
        (Kind.BLANK, "_:b.c"),
        (Kind.SIGN, "<="),
        (Kind.TEXT, '"x"'),
        (Kind.SIGN, "^^"),
        (Kind.NAME, "p:"),
    ]


def test_from_is_seen_only_as_a_keyword() -> None:
    assert names_dataset("SELECT * from <a:a> {}")
    assert names_dataset("SELECT * FROM NAMED <a:a> {}")
    assert not names_dataset("SELECT ?from { ?from <a:FROM> 'FROM' } # FROM")
