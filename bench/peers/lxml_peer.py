"""Fields of the pages of a folder, by lxml and by parsel (what Scrapy reads with). Prints one line of JSON: processor time a page in milliseconds, best of several rounds."""
import glob
import json
import os
import sys
import time

import lxml.html
from parsel import Selector

PAGES = []
for name in sorted(glob.glob(os.path.join(sys.argv[1], "*.html"))):
    with open(name, "rb") as file:
        PAGES.append(file.read())


def by_lxml(page):
    tree = lxml.html.fromstring(page.decode("utf-8"))
    cells = [each.text_content().strip() for each in tree.xpath("//table//td")]
    body = [each.text_content().strip() for each in tree.xpath('//div[@class="TRS_Editor"]//p')]
    return tree.xpath('string(//h1[@class="title"])').strip(), cells, "\n".join(body), tree.xpath("//a/@href")


def by_parsel(page):
    tree = Selector(page.decode("utf-8"))
    cells = ["".join(each.css("::text").getall()).strip() for each in tree.css("table td")]
    body = ["".join(each.css("::text").getall()).strip() for each in tree.css(".TRS_Editor p")]
    return tree.css("h1.title::text").get(), cells, "\n".join(body), tree.css("a::attr(href)").getall()


def cost_of(read):
    best = float("inf")
    for _ in range(8):
        begun = time.process_time()
        for page in PAGES:
            read(page)
        best = min(best, time.process_time() - begun)
    return round(best / len(PAGES) * 1000, 3)


print(json.dumps({"lxml": cost_of(by_lxml), "parsel": cost_of(by_parsel)}))
