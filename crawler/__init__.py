"""The Scrapy project that gets pages in and turns them into articles.

Its rooms, from the street to the desk; each imports only what stands before it (`tests/test_house.py` holds that):

    sites        one small file per site and per family, found by being there; `address` gives an article its one key
    extraction   a page taken apart, rule by rule; `extract` is the door: bytes, address, time, site → article;
                 `library` reads the pages of document libraries beside it, and `holding` says which of both a page holds
    queue        every address with its outcome and when to ask again; pure rules and their rows
    finding      what listings, sitemaps and feeds name, and how much a search may cost
    run          one crawl of one site: what it holds, how it behaves on the wire, what it reports
    operation    all sites over time: rounds, processes, visits, alarms, metrics
    microscope   one page under the eyes of a person: `scrapy read` and `scrapy sample`
    spiders, pipelines, settings, commands   where Scrapy looks for them
    replica, service   the sample sites of the demo; unit files and a crontab to install
"""
