// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen without a model: the thing in front of its surroundings, its colours and their
// names, its shape.
#include "core/media/foreground.h"
#include "core/media/preprocess.h"
#include "core/media/sample_painter.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <map>
#include <numeric>

using namespace triptych;
using namespace triptych::media;

namespace {

using Rgb8 = std::uint32_t; // 0xRRGGBB
constexpr Rgb8 kRed = 0xD02020;
constexpr Rgb8 kBlue = 0x2038C0;
constexpr Rgb8 kGreen = 0x1E8C3A;
constexpr Rgb8 kWhite = 0xFFFFFF;
constexpr Rgb8 kSkin = 0xD9A184;

PixelBuffer drawn(int width, int height, const std::function<Rgb8(int, int)>& at,
                  const std::function<int(int, int)>& alpha = {})
{
    auto data = std::make_shared<std::vector<std::uint8_t>>();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Rgb8 colour = at(x, y);
            data->push_back(static_cast<std::uint8_t>(colour >> 16U));
            data->push_back(static_cast<std::uint8_t>(colour >> 8U));
            data->push_back(static_cast<std::uint8_t>(colour));
            data->push_back(static_cast<std::uint8_t>(alpha ? alpha(x, y) : 255));
        }
    }
    return {width, height, static_cast<std::size_t>(width) * 4, data};
}

PixelBuffer plain(Rgb8 colour)
{
    return drawn(64, 64, [=](int, int) { return colour; });
}

bool within(int x, int y, int left, int top, int right, int bottom)
{
    return x >= left && x < right && y >= top && y < bottom;
}

double dot(const std::vector<float>& a, const std::vector<float>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

bool isUnit(const std::vector<float>& vector)
{
    return std::abs(dot(vector, vector) - 1.0) < 1e-5;
}

double shareOf(const std::vector<float>& shares, std::string_view name)
{
    const auto names = colourNames();
    const auto found = std::ranges::find(names, name);
    return found == names.end()
               ? -1.0
               : static_cast<double>(shares[static_cast<std::size_t>(found - names.begin())]);
}

std::string mostly(const std::vector<float>& shares)
{
    return colourNames()[static_cast<std::size_t>(std::ranges::max_element(shares) -
                                                  shares.begin())];
}

struct Drawing
{
    SampleItem item;
    PixelBuffer pixels;
};

std::vector<Drawing> drawCatalogue()
{
    SampleOptions options;
    options.products = 40;
    options.width = 160;
    options.height = 200;
    std::vector<Drawing> out;
    const auto planned = planSampleCatalogue(options);
    for (const auto& item : *planned) {
        out.push_back({item, *drawSampleImage(item, options)});
    }
    return out;
}

const std::vector<Drawing>& catalogue()
{
    static const auto all = drawCatalogue();
    return all;
}

// How often the nearest other picture shows the same product.
double sameProductFirst(const std::vector<Drawing>& all,
                        const std::vector<std::vector<float>>& vectors)
{
    int hits = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::size_t best = i;
        double most = -2;
        for (std::size_t j = 0; j < all.size(); ++j) {
            const double score = dot(vectors[i], vectors[j]);
            if (j != i && score > most) {
                most = score;
                best = j;
            }
        }
        hits += all[best].item.product == all[i].item.product ? 1 : 0;
    }
    return hits / static_cast<double>(all.size());
}

struct Photo
{
    QString product;
    QString colour;
    PixelBuffer pixels;
};

// The garments of ../shared/data; empty where they are not.
std::vector<Photo> garments()
{
    const QString data = qEnvironmentVariable(
        "TRIPTYCH_DATA", QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data"));
    const QDir folder(data + QStringLiteral("/magento/images"));
    static const QRegularExpression name(QStringLiteral("^([a-z]+[0-9]+)-([a-z]+)_main"));
    std::vector<Photo> out;
    for (const auto& file : folder.entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name)) {
        const auto found = name.match(file);
        const auto decoded = decodeImageFile(folder.filePath(file).toStdString());
        if (found.hasMatch() && decoded) {
            out.push_back({found.captured(1), found.captured(2), decoded->pixels});
        }
    }
    return out;
}

} // namespace

class FeaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void histogramOfTwoColoursIsHalfOfEach();
    void closeColoursAreCloseHistograms();
    void plainColoursHaveTheirNames_data();
    void plainColoursHaveTheirNames();
    void sharesSumToOne();
    void aThingIsFoundOnWhite();
    void aThingIsFoundOnACarpet();
    void aWhiteThingIsFoundOnWhite();
    void transparentSurroundingsAreNotSeen();
    void skinDoesNotHideTheGarment();
    void aBrownThingIsNotTakenForSkin();
    void whiteIsWhiteInADimRoom();
    void drawnCataloguesColoursAreNamed();
    void compactFeaturesFindTheSameProductInAnotherColour();
    void compactFeaturesIgnoreWhereTheThingLies();
    void anyPictureHasFeatures();
    void noPictureHasNone();
    void sameCallGivesTheSameBytes();
    void garmentsOfOneColourAreNeighbours();
    void garmentsOfOneCutAreNeighbours();
};

void FeaturesTest::histogramOfTwoColoursIsHalfOfEach()
{
    const auto both =
        colourHistogram(drawn(64, 64, [](int x, int) { return x < 32 ? kRed : kBlue; }));
    QCOMPARE(both.size(), kHistogramSize);
    QVERIFY(isUnit(both));
    const double red = dot(both, colourHistogram(plain(kRed)));
    const double blue = dot(both, colourHistogram(plain(kBlue)));
    // Half of the weight in each: the Bhattacharyya coefficient is the root of one half.
    QVERIFY(std::abs(red - std::sqrt(0.5)) < 0.02);
    QVERIFY(std::abs(blue - std::sqrt(0.5)) < 0.02);
    QVERIFY(dot(both, colourHistogram(plain(kGreen))) < 0.1);
}

void FeaturesTest::closeColoursAreCloseHistograms()
{
    const auto red = colourHistogram(plain(kRed));
    const double same = dot(red, colourHistogram(plain(kRed)));
    const double step = dot(red, colourHistogram(plain(0xD12122)));
    const double darker = dot(red, colourHistogram(plain(0xB01A1A)));
    const double blue = dot(red, colourHistogram(plain(kBlue)));
    QVERIFY(same > 0.9999);
    QVERIFY(step > 0.99);
    QVERIFY(step > darker);
    QVERIFY(darker > 0.4);
    QVERIFY(darker > blue + 0.3);
}

void FeaturesTest::plainColoursHaveTheirNames_data()
{
    QTest::addColumn<quint32>("colour");
    QTest::addColumn<QString>("name");
    const std::pair<const char*, std::vector<Rgb8>> rows[] = {
        {"black", {0x000000, 0x202022}},  {"white", {0xFFFFFF, 0xF4F2EE}},
        {"grey", {0x808080, 0xA8AAAC}},   {"red", {0xFF0000, 0xC4433C, 0xAA1111}},
        {"orange", {0xFF8000, 0xE2803F}}, {"yellow", {0xFFE100, 0xEBBE45, 0xF0E68C}},
        {"green", {0x008000, 0x5E9160}},  {"blue", {0x0000FF, 0x4379BD, 0x6CA6E0}},
        {"purple", {0x7D5FA6, 0x800080}}, {"pink", {0xFFB6C1, 0xE79BB0, 0xFF69B4}},
        {"brown", {0x80573C, 0x5C3A21}},  {"beige", {0xDCC8A8, 0xD2B48C}},
        {"navy", {0x2B3C63, 0x101A40}},   {"teal", {0x008080, 0x2F8E8C}},
    };
    for (const auto& [name, colours] : rows) {
        for (const Rgb8 colour : colours) {
            const auto title = QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(colour, 6, 16);
            QTest::newRow(qPrintable(title)) << quint32{colour} << QString::fromLatin1(name);
        }
    }
}

void FeaturesTest::plainColoursHaveTheirNames()
{
    QFETCH(quint32, colour);
    QFETCH(QString, name);
    QCOMPARE(QString::fromStdString(mostly(colourShares(plain(colour)))), name);
}

void FeaturesTest::sharesSumToOne()
{
    const auto shares =
        colourShares(drawn(80, 60, [](int x, int) { return x < 40 ? kRed : kBlue; }));
    QCOMPARE(shares.size(), colourNames().size());
    QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-4);
    QVERIFY(std::abs(shareOf(shares, "red") - shareOf(shares, "blue")) < 0.1);
    QVERIFY(shareOf(shares, "red") > 0.35);
}

void FeaturesTest::aThingIsFoundOnWhite()
{
    const auto image = drawn(
        200, 260, [](int x, int y) { return within(x, y, 90, 100, 150, 200) ? kBlue : kWhite; });
    QVERIFY(shareOf(colourShares(image), "blue") > 0.85);
}

void FeaturesTest::aThingIsFoundOnACarpet()
{
    const auto image = drawn(240, 200, [](int x, int y) {
        if (within(x, y, 70, 50, 170, 150)) {
            return kBlue;
        }
        return (x / 4 + y / 4) % 2 == 0 ? Rgb8{0xB43A2E} : Rgb8{0xD8B070};
    });
    QVERIFY(shareOf(colourShares(image), "blue") > 0.85);
}

void FeaturesTest::aWhiteThingIsFoundOnWhite()
{
    // Its outline is all that tells it; a table of wood runs below.
    const auto image = drawn(200, 200, [](int x, int y) {
        if (y >= 190) {
            return Rgb8{0x7A5030};
        }
        const bool thing = within(x, y, 50, 40, 150, 160);
        const bool inner = within(x, y, 53, 43, 147, 157);
        return thing && !inner ? Rgb8{0xC8C8CC} : kWhite;
    });
    QVERIFY(shareOf(colourShares(image), "white") > 0.7);
}

void FeaturesTest::transparentSurroundingsAreNotSeen()
{
    const auto disc = [](int x, int y) { return std::hypot(x - 60, y - 50) < 30; };
    const auto image = drawn(
        120, 100, [&](int x, int y) { return disc(x, y) ? kRed : kGreen; },
        [&](int x, int y) { return disc(x, y) ? 255 : 0; });
    QVERIFY(shareOf(colourShares(image), "red") > 0.9);
}

void FeaturesTest::skinDoesNotHideTheGarment()
{
    // Shorts and long bare legs.
    const auto image = drawn(200, 260, [](int x, int y) {
        if (within(x, y, 60, 30, 140, 100)) {
            return kGreen;
        }
        const bool legs = within(x, y, 62, 100, 96, 250) || within(x, y, 104, 100, 138, 250);
        return legs || within(x, y, 64, 0, 136, 30) ? kSkin : kWhite;
    });
    QVERIFY(shareOf(colourShares(image), "green") > 0.6);
}

void FeaturesTest::aBrownThingIsNotTakenForSkin()
{
    const auto image = drawn(200, 260, [](int x, int y) {
        return within(x, y, 50, 50, 150, 220) ? Rgb8{0x8C5E3A} : kWhite;
    });
    QVERIFY(shareOf(colourShares(image), "brown") > 0.8);
}

void FeaturesTest::whiteIsWhiteInADimRoom()
{
    const auto onWood = [](Rgb8 colour) {
        return drawn(200, 200, [=](int x, int y) {
            return within(x, y, 50, 40, 150, 160) ? colour : Rgb8{0x6B4A2E};
        });
    };
    QCOMPARE(mostly(colourShares(onWood(0xC6C4C0))), std::string("white"));
    QCOMPARE(mostly(colourShares(onWood(0x7C7C7C))), std::string("grey"));
    QCOMPARE(mostly(colourShares(onWood(0x1A1A1C))), std::string("black"));
}

void FeaturesTest::drawnCataloguesColoursAreNamed()
{
    int plainOnes = 0;
    int named = 0;
    for (const auto& [item, pixels] : catalogue()) {
        if (item.attributes.at("pattern") == "solid") {
            const std::string word = item.attributes.at("colour");
            const std::string seen = mostly(colourShares(pixels));
            ++plainOnes;
            named += seen == word ? 1 : 0;
            if (seen != word) {
                qInfo("%s seen as %s", item.file.c_str(), seen.c_str());
            }
        }
    }
    QVERIFY(plainOnes > 20);
    QVERIFY2(named > 0.9 * plainOnes,
             qPrintable(QStringLiteral("%1/%2").arg(named).arg(plainOnes)));
}

void FeaturesTest::compactFeaturesFindTheSameProductInAnotherColour()
{
    const auto& all = catalogue();
    std::vector<std::vector<float>> compact;
    std::vector<std::vector<float>> colours;
    for (const auto& [item, pixels] : all) {
        compact.push_back(compactImageFeatures(pixels));
        colours.push_back(colourHistogram(pixels));
        QCOMPARE(compact.back().size(), compactImageDimension());
        QVERIFY(isUnit(compact.back()));
    }
    const double byShape = sameProductFirst(all, compact);
    const double byColour = sameProductFirst(all, colours);
    qInfo("same product first: %.2f, by colour alone %.2f", byShape, byColour);
    QVERIFY(byShape > 0.4);
    QVERIFY(byShape > byColour + 0.05);
}

void FeaturesTest::compactFeaturesIgnoreWhereTheThingLies()
{
    const auto cross = [](int left, int top) {
        return drawn(240, 240, [=](int x, int y) {
            const bool bar = within(x, y, left, top + 40, left + 120, top + 80) ||
                             within(x, y, left + 40, top, left + 80, top + 120);
            return bar ? kBlue : kWhite;
        });
    };
    const auto square = drawn(
        240, 240, [](int x, int y) { return within(x, y, 60, 60, 180, 180) ? kBlue : kWhite; });
    const auto middle = compactImageFeatures(cross(60, 60));
    QVERIFY(dot(middle, compactImageFeatures(cross(80, 45))) >
            dot(middle, compactImageFeatures(square)) + 0.05);
}

void FeaturesTest::anyPictureHasFeatures()
{
    for (const auto& [width, height] :
         {std::pair{1, 1}, {1, 5000}, {5000, 1}, {2, 2}, {3, 900}, {640, 480}}) {
        const auto image =
            drawn(width, height, [](int x, int y) { return x % 7 + y % 5 > 5 ? kRed : kGreen; });
        QVERIFY(isUnit(colourHistogram(image)));
        QVERIFY(isUnit(compactImageFeatures(image)));
        const auto shares = colourShares(image);
        QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-4);
    }
    const auto nothing = drawn(20, 20, [](int, int) { return kRed; }, [](int, int) { return 0; });
    QVERIFY(isUnit(colourHistogram(nothing)));
}

void FeaturesTest::noPictureHasNone()
{
    QCOMPARE(colourHistogram({}), std::vector<float>(kHistogramSize));
    QCOMPARE(compactImageFeatures({}), std::vector<float>(compactImageDimension()));
    QCOMPARE(colourShares({}), std::vector<float>(colourNames().size()));
}

void FeaturesTest::sameCallGivesTheSameBytes()
{
    const auto image = catalogue().front().pixels;
    QCOMPARE(colourHistogram(image), colourHistogram(image));
    QCOMPARE(colourShares(image), colourShares(image));
    QCOMPARE(compactImageFeatures(image), compactImageFeatures(image));
}

void FeaturesTest::garmentsOfOneColourAreNeighbours()
{
    const auto photos = garments();
    if (photos.empty()) {
        QSKIP("no magento/images in ../shared/data and no TRIPTYCH_DATA");
    }
    std::vector<std::vector<float>> vectors;
    vectors.reserve(photos.size());
    for (const auto& photo : photos) {
        vectors.push_back(colourHistogram(photo.pixels));
    }
    int hits = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        double most = -2;
        QString colour;
        for (std::size_t j = 0; j < photos.size(); ++j) {
            const double score = dot(vectors[i], vectors[j]);
            if (photos[j].product != photos[i].product && score > most) {
                most = score;
                colour = photos[j].colour;
            }
        }
        hits += colour == photos[i].colour ? 1 : 0;
    }
    const double rate = hits / static_cast<double>(photos.size());
    qInfo("another garment of the same colour is nearest: %.3f", rate);
    QVERIFY(rate > 0.8);
}

void FeaturesTest::garmentsOfOneCutAreNeighbours()
{
    const auto photos = garments();
    if (photos.empty()) {
        QSKIP("no magento/images in ../shared/data and no TRIPTYCH_DATA");
    }
    std::vector<std::vector<float>> vectors;
    vectors.reserve(photos.size());
    for (const auto& photo : photos) {
        vectors.push_back(compactImageFeatures(photo.pixels));
    }
    int hits = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        double most = -2;
        std::size_t best = i;
        for (std::size_t j = 0; j < photos.size(); ++j) {
            const double score = dot(vectors[i], vectors[j]);
            if (j != i && score > most) {
                most = score;
                best = j;
            }
        }
        hits += photos[best].product == photos[i].product ? 1 : 0;
    }
    const double rate = hits / static_cast<double>(photos.size());
    qInfo("the same garment in another colour is nearest: %.3f", rate);
    QVERIFY(rate > 0.5);
}

QTEST_APPLESS_MAIN(FeaturesTest)
#include "features_test.moc"
