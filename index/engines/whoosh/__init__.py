r"""The embedded engine: Whoosh's index under whole arrays, as fast as a native engine and nothing but Python and NumPy.

Stock Whoosh calls Python for every posting. Here a segment is a file of mapped arrays, and a query is a few NumPy calls on
each; what is left of Whoosh is its outside. A folder of ours is an ordinary Whoosh index: stock Whoosh opens it, and any
of its queries runs on it (`codec`, `schema`), at its own speed. All of its names that are used stand in `stock`.

A field of a segment (`postings`), and what one term has of it:

    text        bo\0bô5  chi  chi\0chi1  dang  dang\0đang  dang\0đang3      terms, ascending: bare word \0 marked form
    ends              6    9         18    22          32           43
    bounds      0     4    9         12    13          15           21     where each term's postings begin
                                           ╰───────────────╮
                                            13  14  15  16  17  18  19  20
    documents   …………………………………………………………  2   9   1   2   5   7   8   9    two bytes: a segment has up to 65,536 articles
    counts      …………………………………………………………  1   2   3   1   1   1   4   2    one byte, larger ones in a list of exceptions
    places      ………………………………………………………… 31  4,8 0,17,63 5  …               two bytes: twelve bits, and four for the word behind
                                                                          it (`following`); far ones go on in such a list

`đảng` typed with its mark is one term; `dang` is the range from `dang` to before `dang\1`, one slice of each array with
every spelling in it; `da*` is one slice as well. So typed marks count as in an index that keeps marks, and words without
any rank as in one that folds. A tag (a source, a person, a symbol) is a term without places, and a facet is how many
of each term's documents are hits: one pass over `documents`. Frequent pairs of words have postings of their own (`pairs`).

    tokens → writer ─▶ segment file ◀─ merge              ledger: which segments are the index; its rename is the commit
    (words of 200 texts at once)  │                       arrayfile: a CRC for every 64 KiB, checked when first touched
                                  ▼
    query ─▶ lexicon (typed word → ranges of terms) ─▶ sources (what a clause finds) ─▶ search (masks, scores, page)
                                                       listing · adjacency · pairs      filtering · neighbours · ranking

A phrase is read from its rarest step: of a word's places only those before a word of the next one's kind, a sixteenth, then
of the others only those in the articles that are left; the sixteen kinds cost no byte, since few texts are longer than 4,096.

Growing: a batch is a new segment, deletions are a small file beside an old one; when eight segments are of one size they
become one, up to 65,536 articles, so no merge is ever large. Readers hold what they have mapped until they see a new ledger,
and of that no more than a budget at a time (`memory`), so that a search process stays small beside an index of any size.
Words side by side count for the articles that are best without them (`neighbours.NEIGHBOURS_OF`), to keep long lists cheap.
"""
