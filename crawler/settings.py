"""Scrapy's settings, each that differs from Scrapy 2.19's default for the reason beside it."""

from __future__ import annotations

BOT_NAME = "kho-tin-dang"
VERSION = "0.1"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# Manners. `scrapy crawl` puts delay, user agent and TLS of the site above these and above what -s says.
USER_AGENT = f"{BOT_NAME}/{VERSION}"  # default Scrapy's own name; the operator's contact is added, and a live site needs one
ROBOTSTXT_OBEY = True  # default off; there is no switch to disobey
ROBOTSTXT_USER_AGENT = BOT_NAME  # robots.txt is read for our name, whatever the rest of the user agent says
CONCURRENT_REQUESTS = 1  # default 16: one process for one site, one request at a time
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: the same for a server's hosts
DOWNLOAD_DELAY = 3  # default 0; a site's file may say another
DOWNLOAD_DELAY_JITTER = 0.3  # default 0.5; jitter goes both ways, so the promised gap is 0.7 of the delay
DOWNLOAD_SLOTS: dict[str, object] = {}  # default the same; named here so that nobody gives a site a slot of its own manners
AUTOTHROTTLE_ENABLED = False  # a fixed floor is easier to promise; crawler.run.pacing adds five times the last response time
COOKIES_ENABLED = False  # default on; not needed
REFERER_ENABLED = False  # default on; not needed
DEFAULT_REQUEST_HEADERS = {  # default English; we want what readers see
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi",
}

# Limits
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # default 1 GiB: a 1.5 MB gzip bomb took 1.1 GB of memory
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024  # default 32 MiB
DOWNLOAD_TIMEOUT = 15  # default 180: one dripping address held a run for minutes
CLOSESPIDER_TIMEOUT = 1200  # default none; what is left is taken up by the next run
CLOSESPIDER_PAGECOUNT = 0  # no limit here: the run's own budget of 300 articles leaves the rest in the queue
MEMUSAGE_LIMIT_MB = 512  # default none
DNS_TIMEOUT = 15  # default 60
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # default last in, first out: oldest due first is fairer

# One outcome for each address: nothing below may swallow or repeat a response
REDIRECT_ENABLED = False  # default on: a redirect to an address already seen vanishes without a word
METAREFRESH_ENABLED = False  # the same
RETRY_ENABLED = False  # default on: the frontier tries again, hours later
HTTPERROR_ALLOW_ALL = True  # default off: every status is an outcome
HTTPCACHE_ENABLED = False  # never: captures are what was received today

# Safety
TELNETCONSOLE_ENABLED = False  # default on: runs code
REMOTE_CONTROL_ENABLED = False  # default on: runs code for whoever holds its token
HTTPPROXY_ENABLED = False  # default on: a proxy would look up names where the guard cannot see it
DOWNLOAD_VERIFY_CERTIFICATES = True  # default off: evidence; an exception is a line in a site file
TWISTED_DNS_RESOLVER = "crawler.run.guard.GuardedResolver"  # no private address, by name or literally
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}  # default on: pages come over HTTP alone

# Our stages, and of Scrapy's own only what is named here: a list of all would load what is switched off above as well, a tenth
# of a crawl's memory, and what the next release adds and switches on.
DOWNLOADER_MIDDLEWARES_BASE = {  # default 14: redirects, retries, cookies, proxies, robots.txt as Scrapy reads it, …
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.run.guard.GuardMiddleware": 50,  # before robots.txt is asked
    "crawler.run.robots.RobotsMiddleware": 100,
    "crawler.run.keeping.KeepingMiddleware": 560,  # sees each response after decompression (590) and before anybody judges it
    "crawler.run.pacing.PacingMiddleware": 950,
}
ITEM_PIPELINES = {"crawler.pipelines.ArticlePipeline": 300}
EXTENSIONS_BASE = {  # default 11: consoles that run code, exports that a kill tears, …
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
}
EXTENSIONS = {"crawler.run.progress.Progress": 500}  # says how the run goes
WARN_ON_GENERATOR_RETURN_VALUE = (
    False  # default on: reads our source anew for each answer, and fails when it was upgraded meanwhile
)
LOG_LEVEL = "WARNING"  # default DEBUG; progress and summary say what a person needs

# What `-s NAME=VALUE` cannot change for a crawl.
FIXED = (
    "ROBOTSTXT_OBEY",
    "ROBOTSTXT_USER_AGENT",
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "DOWNLOAD_DELAY_JITTER",
    "AUTOTHROTTLE_ENABLED",
    "REDIRECT_ENABLED",
    "METAREFRESH_ENABLED",
    "RETRY_ENABLED",
    "HTTPERROR_ALLOW_ALL",
    "HTTPCACHE_ENABLED",
    "HTTPPROXY_ENABLED",
    "COOKIES_ENABLED",
    "REFERER_ENABLED",
    "TELNETCONSOLE_ENABLED",
    "REMOTE_CONTROL_ENABLED",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_SLOTS",
    "DOWNLOAD_HANDLERS",
    "TWISTED_DNS_RESOLVER",
    "DOWNLOADER_MIDDLEWARES_BASE",
    "DOWNLOADER_MIDDLEWARES",
    "EXTENSIONS_BASE",
    "ITEM_PIPELINES",
)
