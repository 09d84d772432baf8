// SPDX-License-Identifier: GPL-3.0-or-later
// What encoders read: pixels resized as Pillow does it, to the bit, padded, cropped, normalised.
#include "core/media/preprocess.h"
#include "core/media/sample_painter.h"
#include "core/media/scale_encode.h"

#include <QtTest>

#include <cmath>
#include <cstring>
#include <functional>

using namespace triptych;
using namespace triptych::media;

namespace {

struct Pixel
{
    int r = 0;
    int g = 0;
    int b = 0;
    int a = 255;
};

PixelBuffer drawn(int width, int height, const std::function<Pixel(int, int)>& at)
{
    auto data = std::make_shared<std::vector<std::uint8_t>>();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Pixel pixel = at(x, y);
            for (const int value : {pixel.r, pixel.g, pixel.b, pixel.a}) {
                data->push_back(static_cast<std::uint8_t>(value));
            }
        }
    }
    return {width, height, static_cast<std::size_t>(width) * 4, data};
}

PixelBuffer grey(int width, int height, const std::function<int(int, int)>& at)
{
    return drawn(width, height, [&](int x, int y) {
        const int v = at(x, y);
        return Pixel{v, v, v, 255};
    });
}

// The picture of tests/data/pillow_resize.txt.
PixelBuffer formula(int width, int height)
{
    return drawn(width, height, [](int x, int y) {
        const int base = x * 7 + y * 13 + (x * y) % 17 * 9 + ((x / 5 + y / 3) % 2) * 90;
        return Pixel{base % 256, (base + 31) % 256, (base + 62) % 256, 255};
    });
}

// Levels 0 … 255 as they are.
PixelRule levels(ResizeMode mode, Resample resample, int side)
{
    return {mode, resample, side, 255, {0.F, 0.F, 0.F}, {1.F, 1.F, 1.F}};
}

std::vector<float> planes(const PixelBuffer& image, const PixelRule& rule)
{
    const auto side = static_cast<std::size_t>(rule.side);
    std::vector<float> out(3 * side * side, -1.F);
    if (!toPlanes(image, rule, out)) {
        out.clear();
    }
    return out;
}

std::vector<float> firstRow(const PixelBuffer& image, const PixelRule& rule)
{
    auto all = planes(image, rule);
    all.resize(static_cast<std::size_t>(rule.side));
    return all;
}

using Row = std::vector<float>;

QString dataFolder()
{
    return qEnvironmentVariable("TRIPTYCH_DATA",
                                QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data"));
}

// The floats of a little-endian float32 .npy file.
std::vector<float> npyFloats(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray bytes = file.readAll();
    const auto at = [&](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    const qsizetype start = 10 + at(8) + 256 * at(9);
    std::vector<float> out(static_cast<std::size_t>(bytes.size() - start) / 4);
    std::memcpy(out.data(), bytes.constData() + start, out.size() * 4);
    return out;
}

QStringList linesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
               ? QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)
               : QStringList{};
}

// Mean difference in levels; a decoder of another version may round differently.
double levelsApart(std::span<const float> ours, std::span<const float> theirs,
                   const PixelRule& rule)
{
    const std::size_t plane = ours.size() / 3;
    double sum = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        sum += static_cast<double>(std::abs(ours[i] - theirs[i]) * rule.deviation[i / plane]);
    }
    return sum / static_cast<double>(ours.size());
}

void compareWithGolden(const QStringList& files, const QString& golden, const PixelRule& rule)
{
    const auto expected = npyFloats(golden);
    const auto size = 3 * static_cast<std::size_t>(rule.side * rule.side);
    QVERIFY(!files.isEmpty());
    QCOMPARE(expected.size(), size * static_cast<std::size_t>(files.size()));
    for (qsizetype i = 0; i < files.size(); ++i) {
        const auto decoded = decodeImageFile(files[i].toStdString());
        QVERIFY2(decoded, qPrintable(files[i]));
        const auto ours = planes(decoded->pixels, rule);
        const auto theirs = std::span(expected).subspan(static_cast<std::size_t>(i) * size, size);
        QVERIFY2(levelsApart(ours, theirs, rule) < 0.1, qPrintable(files[i]));
    }
}

} // namespace

class PlanesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resizesAsPillowDoesToTheBit();
    void halvesAndDoublesAsWorkedByHand();
    void padsToACentredSquare();
    void cropsTheMiddleAndHalfAPixelToTheEvenSide();
    void squashesWhateverTheProportions();
    void normalisesEachChannelByItself();
    void laysTransparentPixelsOverWhite();
    void readsRowsThatAreLongerThanThePicture();
    void takesPicturesOfOnePixelAndOfOneLine();
    void refusesWhatIsNoPicture();
    void sameCallGivesTheSameBytes();
    void asksForTwiceTheSideWhenDecoding();
    void reducedDecodingShowsTheEncoderTheSame();
    void efficientNetSeesWhatItSawInTraining();
    void clipSeesWhatItSawInTraining();
};

void PlanesTest::resizesAsPillowDoesToTheBit()
{
    int cases = 0;
    for (const auto& line :
         linesOf(QStringLiteral(TRIPTYCH_SOURCE_DIR "/tests/data/pillow_resize.txt"))) {
        if (line.startsWith(QLatin1Char('#'))) {
            continue;
        }
        const auto words = line.split(QLatin1Char(' '));
        QCOMPARE(words.size(), 6);
        const auto mode = words[0] == QLatin1String("pad")    ? ResizeMode::PadSquare
                          : words[0] == QLatin1String("crop") ? ResizeMode::ShortestCrop
                                                              : ResizeMode::Squash;
        const auto resample =
            words[1] == QLatin1String("bicubic") ? Resample::Bicubic : Resample::Bilinear;
        const auto rule = levels(mode, resample, words[4].toInt());
        const auto ours = planes(formula(words[2].toInt(), words[3].toInt()), rule);
        const QByteArray theirs = QByteArray::fromHex(words[5].toLatin1());
        QCOMPARE(static_cast<qsizetype>(ours.size()), theirs.size());
        const std::size_t plane = ours.size() / 3;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const auto at =
                static_cast<qsizetype>(i % plane) * 3 + static_cast<qsizetype>(i / plane);
            QVERIFY2(static_cast<int>(ours[i]) == static_cast<unsigned char>(theirs[at]),
                     qPrintable(words.mid(0, 5).join(QLatin1Char(' '))));
        }
        ++cases;
    }
    QVERIFY(cases > 40);
}

void PlanesTest::halvesAndDoublesAsWorkedByHand()
{
    // 0 and 255 in equal parts: 127.5, rounded up.
    const auto two = grey(2, 1, [](int x, int) { return x * 255; });
    QCOMPARE(firstRow(two, levels(ResizeMode::Squash, Resample::Bilinear, 1)), Row{128.F});
    // Quarters between the middles of two pixels; the edge is the pixel itself.
    QCOMPARE(firstRow(two, levels(ResizeMode::Squash, Resample::Bilinear, 4)),
             (Row{0.F, 64.F, 191.F, 255.F}));
    // Bicubic, a = -0.5, half way: (-1, 9, 9, -1) / 16 of 0 0 200 200 is 100.
    const auto step = grey(4, 1, [](int x, int) { return x < 2 ? 0 : 200; });
    const auto doubled = firstRow(step, levels(ResizeMode::Squash, Resample::Bicubic, 8));
    QCOMPARE(doubled[0], 0.F);
    QCOMPARE(doubled[7], 200.F);
    // A quarter right of the step: weights at 1.25 .25 .75 1.75 left and right of it. By the
    // formula: -0.0703125, 0.8671875 (right), 0.2265625, -0.0234375 (left).
    QCOMPARE(doubled[4], std::round(200.F * (0.8671875F - 0.0703125F)));
}

void PlanesTest::padsToACentredSquare()
{
    const auto line = grey(1, 3, [](int, int) { return 10; });
    QCOMPARE(firstRow(line, levels(ResizeMode::PadSquare, Resample::Bicubic, 3)),
             (Row{255.F, 10.F, 255.F}));
    // An odd pixel of padding goes to the right.
    const auto four = grey(1, 4, [](int, int) { return 10; });
    QCOMPARE(firstRow(four, levels(ResizeMode::PadSquare, Resample::Bicubic, 4)),
             (Row{255.F, 10.F, 255.F, 255.F}));
    auto dark = levels(ResizeMode::PadSquare, Resample::Bicubic, 3);
    dark.padding = 7;
    QCOMPARE(firstRow(line, dark), (Row{7.F, 10.F, 7.F}));
    const auto wide = planes(grey(3, 1, [](int, int) { return 10; }), dark);
    QCOMPARE(Row(wide.begin(), wide.begin() + 9), (Row{7, 7, 7, 10, 10, 10, 7, 7, 7}));
}

void PlanesTest::cropsTheMiddleAndHalfAPixelToTheEvenSide()
{
    const auto rule = levels(ResizeMode::ShortestCrop, Resample::Bicubic, 2);
    const auto wide = [](int width) { return grey(width, 2, [](int x, int) { return x * 10; }); };
    QCOMPARE(firstRow(wide(6), rule), (Row{20.F, 30.F}));
    QCOMPARE(firstRow(wide(7), rule), (Row{20.F, 30.F})); // from 2.5
    QCOMPARE(firstRow(wide(9), rule), (Row{40.F, 50.F})); // from 3.5
    const auto tall = planes(grey(2, 6, [](int, int y) { return y * 10; }), rule);
    QCOMPARE(Row(tall.begin(), tall.begin() + 4), (Row{20.F, 20.F, 30.F, 30.F}));
}

void PlanesTest::squashesWhateverTheProportions()
{
    const auto wide = grey(40, 2, [](int x, int) { return x < 20 ? 0 : 100; });
    const auto out = planes(wide, levels(ResizeMode::Squash, Resample::Bilinear, 2));
    QCOMPARE(out.size(), std::size_t{12});
    QVERIFY(out[0] < 20.F && out[1] > 80.F);
    QCOMPARE(out[0] + out[1], 100.F);
    QCOMPARE(out[2], out[0]);
}

void PlanesTest::normalisesEachChannelByItself()
{
    const auto image = drawn(1, 1, [](int, int) { return Pixel{10, 20, 30, 255}; });
    PixelRule rule = levels(ResizeMode::Squash, Resample::Bicubic, 1);
    rule.mean = {9.F, 16.F, 21.F};
    rule.deviation = {1.F, 2.F, 3.F};
    QCOMPARE(planes(image, rule), (Row{1.F, 2.F, 3.F}));
}

void PlanesTest::laysTransparentPixelsOverWhite()
{
    const auto rule = levels(ResizeMode::Squash, Resample::Bicubic, 1);
    const auto of = [&](int alpha) {
        return planes(drawn(1, 1, [&](int, int) { return Pixel{200, 0, 0, alpha}; }), rule);
    };
    QCOMPARE(of(255), (Row{200.F, 0.F, 0.F}));
    QCOMPARE(of(0), (Row{255.F, 255.F, 255.F}));
    QCOMPARE(of(51), (Row{244.F, 204.F, 204.F})); // a fifth of it
}

void PlanesTest::readsRowsThatAreLongerThanThePicture()
{
    const auto rule = levels(ResizeMode::Squash, Resample::Bicubic, 3);
    const auto whole = formula(9, 5);
    PixelBuffer part = whole;
    part.width = 4;
    QCOMPARE(planes(part, rule), planes(formula(4, 5), rule));
}

void PlanesTest::takesPicturesOfOnePixelAndOfOneLine()
{
    const std::pair<int, int> sizes[] = {{1, 1}, {1, 5000}, {5000, 1}, {1, 70'000}, {3, 2}};
    for (const auto mode : {ResizeMode::PadSquare, ResizeMode::ShortestCrop, ResizeMode::Squash}) {
        for (const auto& [width, height] : sizes) {
            const auto image = grey(width, height, [](int, int) { return 90; });
            const auto out = planes(image, levels(mode, Resample::Bicubic, 32));
            QCOMPARE(out.size(), std::size_t{3'072});
            for (const float value : out) {
                QVERIFY(value >= 0.F && value <= 255.F);
            }
            if (mode != ResizeMode::PadSquare) {
                QCOMPARE(std::ranges::count(out, 90.F), 3 * 32 * 32);
            }
        }
    }
}

void PlanesTest::refusesWhatIsNoPicture()
{
    const auto refused = [](const PixelBuffer& image, PixelRule rule, std::size_t size) {
        std::vector<float> out(size);
        const auto made = toPlanes(image, rule, out);
        return !made && made.error().code == ErrorCode::BadArgument;
    };
    const auto rule = levels(ResizeMode::Squash, Resample::Bicubic, 2);
    QVERIFY(refused({}, rule, 12));
    QVERIFY(refused(formula(2, 2), rule, 11));
    QVERIFY(refused(formula(2, 2), rule, 13));
    QVERIFY(refused(formula(2, 2), levels(ResizeMode::Squash, Resample::Bicubic, 0), 0));
    QVERIFY(refused(formula(2, 2), levels(ResizeMode::Squash, Resample::Bicubic, -4), 48));
}

void PlanesTest::sameCallGivesTheSameBytes()
{
    const auto image = formula(321, 203);
    const PixelRule rule;
    QCOMPARE(planes(image, rule), planes(image, rule));
}

void PlanesTest::asksForTwiceTheSideWhenDecoding()
{
    const auto photo = encodeJpeg(formula(1600, 1200));
    QVERIFY(photo);
    const auto sizeFor = [&](ResizeMode mode) {
        const auto decoded = decodeImage(*photo, decodeFor(levels(mode, Resample::Bicubic, 112)));
        return std::pair{decoded->pixels.width, decoded->pixels.height};
    };
    // Eighths of 1600 × 1200 that have at least 224 on the longer and on the shorter side.
    QCOMPARE(sizeFor(ResizeMode::PadSquare), (std::pair{400, 300}));
    QCOMPARE(sizeFor(ResizeMode::ShortestCrop), (std::pair{400, 300}));
    QCOMPARE(sizeFor(ResizeMode::Squash), (std::pair{400, 300}));
    const auto small = encodeJpeg(formula(60, 20));
    const auto decoded =
        decodeImage(*small, decodeFor(levels(ResizeMode::Squash, Resample::Bicubic, 112)));
    QCOMPARE(decoded->pixels.width, 60);
    const auto png = encodePng(formula(900, 500));
    const auto scaled =
        decodeImage(*png, decodeFor(levels(ResizeMode::ShortestCrop, Resample::Bicubic, 112)));
    QCOMPARE(scaled->pixels.height, 224);
}

void PlanesTest::reducedDecodingShowsTheEncoderTheSame()
{
    SampleOptions options;
    options.products = 5;
    options.width = 1600;
    options.height = 2000;
    const PixelRule rule;
    const auto items = planSampleCatalogue(options);
    QVERIFY(items);
    for (const std::size_t i : {std::size_t{0}, items->size() / 2, items->size() - 1}) {
        const auto photo = encodeJpeg(*drawSampleImage((*items)[i], options), 92);
        const auto whole = planes(decodeImage(*photo)->pixels, rule);
        const auto reduced = planes(decodeImage(*photo, decodeFor(rule))->pixels, rule);
        QVERIFY(levelsApart(reduced, whole, rule) < 1.0);
    }
}

void PlanesTest::efficientNetSeesWhatItSawInTraining()
{
    const QString folder = dataFolder() + QStringLiteral("/golden/efficientnet-lite0");
    QStringList files = linesOf(folder + QStringLiteral("/names.txt"));
    if (files.isEmpty()) {
        QSKIP("no golden/efficientnet-lite0 in ../shared/data and no TRIPTYCH_DATA");
    }
    for (auto& file : files) {
        file.prepend(dataFolder() + QLatin1Char('/'));
    }
    compareWithGolden(files, folder + QStringLiteral("/preprocessed_f32.npy"), {});
}

void PlanesTest::clipSeesWhatItSawInTraining()
{
    const QString folder = dataFolder() + QStringLiteral("/clip-golden");
    QStringList files = linesOf(folder + QStringLiteral("/names.txt"));
    if (files.isEmpty()) {
        QSKIP("no clip-golden in ../shared/data and no TRIPTYCH_DATA");
    }
    for (auto& file : files) {
        file = folder + QStringLiteral("/images/") + file + QStringLiteral(".jpg");
    }
    PixelRule rule{ResizeMode::ShortestCrop, Resample::Bicubic, 224, 255, {}, {}};
    rule.mean = {0.48145466F * 255.F, 0.4578275F * 255.F, 0.40821073F * 255.F};
    rule.deviation = {0.26862954F * 255.F, 0.26130258F * 255.F, 0.27577711F * 255.F};
    compareWithGolden(files, folder + QStringLiteral("/preprocessed_f32.npy"), rule);
}

QTEST_APPLESS_MAIN(PlanesTest)
#include "planes_test.moc"
