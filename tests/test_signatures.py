"""Signatures are those that datasketch makes of the same shingles."""

from __future__ import annotations

from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from comity.model import Signature
from comity.signatures import SEED, SIZE, shingles, sign


def by_datasketch(text: str) -> Signature:
    found = shingles(text)
    if not found:
        return Signature()
    sketch = MinHash(num_perm=SIZE, seed=SEED, scheme="affine32")
    sketch.update_batch([shingle.encode("utf-8") for shingle in found])
    return Signature(len(found), tuple(int(value) for value in sketch.hashvalues))


def test_a_signature_is_the_one_of_datasketch() -> None:
    text = "President Erdoğan met Prime Minister Ilham Aliyev in Şuşa on Sunday, Ankara said."
    assert sign(text) == by_datasketch(text)


@given(st.text(alphabet="abcçé é\u0301 ß“”\n", max_size=80))
def test_so_is_any(text: str) -> None:
    assert sign(text) == by_datasketch(text)
