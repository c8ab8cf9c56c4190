"""Made-up pieces of Jinja, as awkward as its language allows, for properties of what reads templates."""

from hypothesis import strategies as st

_TEXTS = st.text(alphabet="{}%#-'\"\\<>&= ab\n", max_size=8).map(
    lambda text: text.replace("\\", "\\\\").replace("'", "\\'")
)
_SIGNS = st.sampled_from(["", "-", "+"])
_ENDS = st.sampled_from(["", "-"])

EXPRESSIONS = st.recursive(
    st.one_of(st.sampled_from(["a", "1", '"}}"', "'%}'", "''"]), _TEXTS.map(lambda text: f"'{text}'")),
    lambda inner: st.one_of(
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"[{one}, a]"),
        inner.map(lambda one: f"{{'k': {one}}}"),
        inner.map(lambda one: f"{{'k':{one}}}['k']"),
        inner.map(lambda one: f"a | default({one})"),
        st.tuples(inner, inner).map(" ~ ".join),
    ),
    max_leaves=5,
)
VALUES = st.builds("{{{{{} {} {}}}}}".format, _SIGNS, EXPRESSIONS, _ENDS)
SETS = st.builds("{{%{} set b = {} {}%}}".format, _SIGNS, EXPRESSIONS, _ENDS)
RAWS = st.text(alphabet="{}%#' a", max_size=8).map(lambda text: f"{{% raw %}}{text} {{% endraw %}}")
COMMENTS = st.text(alphabet="{}%' a", max_size=8).map(lambda text: f"{{# {text} #}}")
PIECES = st.one_of(VALUES, SETS, RAWS, COMMENTS)
