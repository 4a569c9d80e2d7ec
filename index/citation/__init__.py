"""How a text cites documents (viện dẫn văn bản): the parts that `index.documents` is made of."""
