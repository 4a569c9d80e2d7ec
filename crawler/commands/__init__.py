"""Commands that Scrapy finds here: scrapy read, import, reextract, demo."""
