"""One crawl of one site (lượt thu thập): the desk with all that a run holds, its manners on the wire, and its report."""
