"""The Scrapy project that gets pages in and turns them into articles."""
