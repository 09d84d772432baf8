// SPDX-License-Identifier: GPL-3.0-or-later
// The sample catalogue: the same for a seed, varied between products, and true to its attributes.
#include "core/base/executor.h"
#include "core/base/sha256.h"
#include "core/media/sample_painter.h"
#include "core/media/scale_encode.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using namespace triptych;
using namespace triptych::media;

namespace {

SampleOptions small(int products, std::uint64_t seed)
{
    SampleOptions options;
    options.products = products;
    options.seed = seed;
    options.width = 160;
    options.height = 200;
    return options;
}

int differences(const Attributes& a, const Attributes& b)
{
    int count = 0;
    for (const auto& [column, value] : a) {
        count += b.at(column) != value ? 1 : 0;
    }
    return count;
}

std::string digest(const PixelBuffer& pixels)
{
    return sha256Hex({reinterpret_cast<const char*>(pixels.data->data()), pixels.data->size()});
}

struct Mean
{
    double r = 0;
    double g = 0;
    double b = 0;
};

// Of the square of 2·half design units about (x, y), in a picture 160 wide (a quarter of the
// design).
Mean meanAround(const PixelBuffer& pixels, int x, int y, int half)
{
    Mean out;
    int count = 0;
    for (int py = (y - half) / 4; py < (y + half) / 4; ++py) {
        for (int px = (x - half) / 4; px < (x + half) / 4; ++px) {
            const auto* p = pixels.data->data() + pixels.stride * static_cast<std::size_t>(py) +
                            static_cast<std::size_t>(px) * 4;
            out.r += p[0];
            out.g += p[1];
            out.b += p[2];
            ++count;
        }
    }
    return {out.r / count, out.g / count, out.b / count};
}

double distance(const Mean& mean, std::uint32_t hex)
{
    return std::hypot(mean.r - ((hex >> 16U) & 255U), mean.g - ((hex >> 8U) & 255U),
                      mean.b - (hex & 255U));
}

} // namespace

class SampleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedGivesTheSamePixelsOnAnyThread()
    {
        const auto options = small(5, 7);
        const auto items = planSampleCatalogue(options);
        QVERIFY(items);
        std::vector<std::string> first(items->size());
        std::vector<std::string> second(items->size());
        for (std::size_t i = 0; i < items->size(); ++i) {
            first[i] = digest(*drawSampleImage((*items)[i], options));
        }
        const auto executor = makeThreadExecutor(3);
        executor->parallelFor(items->size(), [&](std::size_t i) {
            second[i] = digest(*drawSampleImage((*items)[i], options));
        });
        QCOMPARE(first, second);
        QCOMPARE(std::set<std::string>(first.begin(), first.end()).size(), first.size());
    }

    void anotherSeedGivesAnotherCatalogue()
    {
        const auto one = planSampleCatalogue(small(5, 1));
        const auto two = planSampleCatalogue(small(5, 2));
        QVERIFY(one->front().attributes != two->front().attributes || one->size() != two->size() ||
                one->back().attributes != two->back().attributes);
    }

    void productsHaveThreeOrFourPicturesThatDifferInOneOrTwoThings()
    {
        const auto items = planSampleCatalogue(small(200, 3));
        QVERIFY(items);
        std::map<std::string, std::vector<const SampleItem*>> products;
        std::set<std::string> files;
        for (const auto& item : *items) {
            products[item.product].push_back(&item);
            QVERIFY(files.insert(item.file).second);
        }
        QCOMPARE(products.size(), std::size_t{200});
        for (const auto& [product, pictures] : products) {
            QVERIFY(pictures.size() == 3 || pictures.size() == 4);
            for (std::size_t i = 1; i < pictures.size(); ++i) {
                const int differ = differences(pictures[0]->attributes, pictures[i]->attributes);
                QVERIFY(differ == 1 || differ == 2);
                QCOMPARE(pictures[i]->name, pictures[0]->name);
                for (std::size_t k = 0; k < i; ++k) {
                    QVERIFY(differences(pictures[k]->attributes, pictures[i]->attributes) > 0);
                }
            }
        }
    }

    void smallerCatalogueIsTheBeginningOfALargerOne()
    {
        const auto few = planSampleCatalogue(small(6, 4));
        const auto many = planSampleCatalogue(small(30, 4));
        for (std::size_t i = 0; i < few->size(); ++i) {
            QCOMPARE((*few)[i].file, (*many)[i].file);
            QCOMPARE((*few)[i].attributes, (*many)[i].attributes);
        }
    }

    void columnsHoldEveryAttribute()
    {
        const auto& columns = sampleColumns();
        const std::vector<std::string> leading(columns.begin(), columns.begin() + 7);
        QCOMPARE(leading, (std::vector<std::string>{"image", "product", "name", "category",
                                                    "colour", "pattern", "material"}));
        const auto items = planSampleCatalogue(small(10, 1));
        for (const auto& item : *items) {
            for (const auto& [column, value] : item.attributes) {
                QVERIFY(std::find(columns.begin(), columns.end(), column) != columns.end());
                QCOMPARE(sampleCell(item, column), value);
                QVERIFY(!value.empty());
            }
            QCOMPARE(sampleCell(item, "image"), item.file);
        }
        QCOMPARE(sampleCell(items->front(), "sleeve"), std::string{}); // a chair has none
    }

    void statedColourIsTheColourThatIsSeen()
    {
        const std::map<std::string, std::pair<int, int>> places{{"Chairs", {320, 330}},
                                                                {"Lamps", {320, 225}},
                                                                {"Mugs", {296, 500}},
                                                                {"Shirts", {270, 480}},
                                                                {"Bags", {240, 600}}};
        const auto options = small(120, 11);
        const auto items = planSampleCatalogue(options);
        int seen = 0;
        for (const auto& item : *items) {
            if (item.attributes.at("pattern") != "solid") {
                continue;
            }
            const auto pixels = drawSampleImage(item, options);
            QVERIFY(pixels);
            const auto [x, y] = places.at(item.category);
            const auto mean = meanAround(*pixels, x, y, 24);
            std::string nearest;
            double least = 1e9;
            for (const char* word :
                 {"red", "orange", "yellow", "green", "teal", "blue", "navy", "purple", "pink",
                  "brown", "beige", "grey", "black", "white"}) {
                const double d = distance(mean, *sampleColour(word));
                if (d < least) {
                    least = d;
                    nearest = word;
                }
            }
            QVERIFY2(nearest == item.attributes.at("colour"),
                     (item.file + " looks " + nearest + " at distance " + std::to_string(least))
                         .c_str());
            ++seen;
        }
        QVERIFY(seen > 60);
    }

    void statedPatternCoversPartOfTheSurfaceOnly()
    {
        const auto options = small(5, 1);
        const auto items = planSampleCatalogue(options);
        auto mug = *std::find_if(items->begin(), items->end(),
                                 [](const auto& i) { return i.category == "Mugs"; });
        mug.attributes["colour"] = "navy";
        mug.attributes["material"] = "ceramic";
        mug.attributes["pattern"] = "solid";
        const auto plain = meanAround(*drawSampleImage(mug, options), 296, 520, 64);
        for (const char* pattern : {"striped", "checked", "dotted", "zigzag"}) {
            mug.attributes["pattern"] = pattern;
            const auto mean = meanAround(*drawSampleImage(mug, options), 296, 520, 64);
            const double lighter = mean.r - plain.r;
            QVERIFY2(lighter > 25 && lighter < 130,
                     (std::string(pattern) + " " + std::to_string(lighter)).c_str());
        }
    }

    void everyPartChangesThePicture()
    {
        const auto options = small(5, 1);
        const std::map<std::string, std::map<std::string, std::vector<std::string>>> parts{
            {"Chairs", {{"arms", {"none", "wooden", "padded"}}}},
            {"Lamps",
             {{"shade", {"cone", "drum", "dome", "globe"}},
              {"material", {"brass", "wood", "ceramic"}}}},
            {"Mugs",
             {{"handle", {"round", "square", "none"}},
              {"material", {"ceramic", "stoneware", "enamel"}}}},
            {"Shirts",
             {{"sleeve", {"short", "long", "none"}},
              {"neck", {"round", "V-shaped", "collar"}},
              {"material", {"cotton", "linen", "denim", "wool"}}}},
            {"Bags",
             {{"handle", {"short", "long"}},
              {"strap", {"none", "narrow", "wide"}},
              {"material", {"leather", "canvas", "felt"}}}}};
        std::set<std::string> seen;
        const auto items = planSampleCatalogue(options);
        for (const auto& item : *items) {
            if (!seen.insert(item.category).second) {
                continue;
            }
            for (const auto& [column, values] : parts.at(item.category)) {
                std::set<std::string> pictures;
                for (const auto& value : values) {
                    auto changed = item;
                    changed.attributes[column] = value;
                    const auto pixels = drawSampleImage(changed, options);
                    QVERIFY2(pixels, (column + " " + value).c_str());
                    pictures.insert(digest(*pixels));
                }
                QCOMPARE(pictures.size(), values.size());
            }
        }
        QCOMPARE(seen.size(), std::size_t{5});
    }

    void wordsThatAreNotInTheRecipeAreRefused()
    {
        const auto options = small(5, 1);
        const auto items = planSampleCatalogue(options);
        for (const char* column : {"colour", "pattern", "material", "arms"}) {
            auto item = items->front();
            item.attributes[column] = "plaid of unobtainium";
            const auto drawn = drawSampleImage(item, options);
            QVERIFY(!drawn);
            QCOMPARE(drawn.error().code, ErrorCode::BadArgument);
            item.attributes.erase(column);
            QVERIFY(!drawSampleImage(item, options));
        }
        QCOMPARE(planSampleCatalogue(small(0, 1)).error().code, ErrorCode::BadArgument);
        auto huge = options;
        huge.width = 100000;
        QCOMPARE(drawSampleImage(items->front(), huge).error().code, ErrorCode::BadArgument);
    }
};

QTEST_APPLESS_MAIN(SampleTest)
#include "sample_test.moc"
