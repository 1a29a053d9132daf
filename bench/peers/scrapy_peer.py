"""Scrapy over the sites of bench/site.ts: lists and details, the fields of each page as a line of JSON, its bytes packed (gzip 6).

What it knows of a page (its hash) lies in index.json of the folder, so that the next turn sees what is new and what has changed. All pages are asked for again.
Prints one line of JSON: counts, and the moment (seconds since the epoch) when the first change was found.
"""
import argparse
import gzip
import hashlib
import json
import os
import re
import time

import scrapy
from scrapy.crawler import CrawlerProcess

words = argparse.ArgumentParser()
words.add_argument("--hosts", type=int, required=True)
words.add_argument("--port", type=int, required=True)
words.add_argument("--folder", required=True)
words.add_argument("--new-only", action="store_true")
ARGS = words.parse_args()

BODIES = os.path.join(ARGS.folder, "bodies")
INDEX = os.path.join(ARGS.folder, "index.json")
os.makedirs(BODIES, exist_ok=True)
KNOWN = {}
if os.path.exists(INDEX):
    with open(INDEX, encoding="utf-8") as file:
        KNOWN = json.load(file)
FOUND = dict(KNOWN)
COUNTS = {"docs": 0, "new": 0, "changed": 0, "firstAt": None, "begun": None}
BLANKS = re.compile(r"[\s\u00a0：]")
LABELS = {"发文字号": "number", "发文机关": "issuer", "索引号": "indexNumber", "成文日期": "signed"}
LINES = open(os.path.join(ARGS.folder, "documents.jsonl"), "a", encoding="utf-8")


def text_of(selector):
    return "".join(selector.css("::text").getall()).strip()


def fields_of(response):
    cells = response.css("table td")
    fields = {"url": response.url, "title": text_of(response.css("h1.title"))}
    for label, value in zip(cells[0::2], cells[1::2]):
        name = LABELS.get(BLANKS.sub("", text_of(label)))
        if name:
            fields[name] = text_of(value)
    fields["published"] = response.css('meta[name="PubDate"]::attr(content)').get("")[:10]
    fields["text"] = "\n".join(text_of(each) for each in response.css(".TRS_Editor p"))
    fields["attachments"] = [response.urljoin(each) for each in response.css('.TRS_Editor a[href$=".pdf"]::attr(href)').getall()]
    return fields


class Pages(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
        "DOWNLOAD_DELAY": 0,
        "COOKIES_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
        "TWISTED_REACTOR": "twisted.internet.epollreactor.EPollReactor",
    }

    def start_requests(self):
        COUNTS["begun"] = time.time()
        for host in range(ARGS.hosts):
            yield scrapy.Request(f"http://127.0.1.{host + 1}:{ARGS.port}/", self.read_list)

    def read_list(self, response):
        for link in response.css("ul.list a::attr(href)").getall():
            url = response.urljoin(link)
            if not (ARGS.new_only and url in KNOWN):
                yield scrapy.Request(url, self.read_page)

    def read_page(self, response):
        COUNTS["docs"] += 1
        digest = hashlib.sha256(response.body).hexdigest()
        before = KNOWN.get(response.url)
        if before == digest:
            return
        COUNTS["changed" if before else "new"] += 1
        COUNTS["firstAt"] = COUNTS["firstAt"] or time.time()
        FOUND[response.url] = digest
        LINES.write(json.dumps(fields_of(response), ensure_ascii=False) + "\n")
        with open(os.path.join(BODIES, f"{digest}.gz"), "wb") as file:
            file.write(gzip.compress(response.body, 6))


process = CrawlerProcess()
process.crawl(Pages)
process.start()
LINES.close()
with open(INDEX, "w", encoding="utf-8") as file:
    json.dump(FOUND, file)
print(json.dumps({**COUNTS, "ended": time.time()}))
