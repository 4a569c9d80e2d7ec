"""How new articles are found (tìm bài): what listings, sitemaps and feeds name, and how far and how dear a search may go."""
