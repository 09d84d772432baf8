// SPDX-License-Identifier: GPL-3.0-or-later
// Good images: every format, orientation, depth and colour space comes out upright and in sRGB.
#include "image_files.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/media/decode.h"
#include "core/media/examine.h"
#include "core/media/perceptual_hash.h"
#include "core/media/probe.h"
#include "core/media/sample_painter.h"
#include "core/media/scale_encode.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace triptych;
using namespace triptych::media;
using namespace triptych::media::test;

namespace {

Colour pixel(const PixelBuffer& buffer, int x, int y)
{
    const auto* p = buffer.data->data() + buffer.stride * static_cast<std::size_t>(y) +
                    static_cast<std::size_t>(x) * 4;
    return {p[0], p[1], p[2], p[3]};
}

bool near(const Colour& a, const Colour& b, int tolerance)
{
    return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance &&
           std::abs(a.b - b.b) <= tolerance && std::abs(a.a - b.a) <= tolerance;
}

QByteArray text(const Colour& c)
{
    return QStringLiteral("%1 %2 %3 %4").arg(c.r).arg(c.g).arg(c.b).arg(c.a).toUtf8();
}

std::filesystem::path write(const QTemporaryDir& folder, const char* name, const std::string& bytes)
{
    const auto path = std::filesystem::path(folder.path().toStdString()) / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

QByteArray rowName(ImageFormat format, int n)
{
    return QByteArray(media::name(format).data()) + " " + QByteArray::number(n);
}

// Memory in KiB from /proc/self/status; 0 when not to be had.
long statusKiB(const std::string& field)
{
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(field)) {
            return std::stol(line.substr(field.size() + 1));
        }
    }
    return 0;
}

} // namespace

class DecodeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrientationOfEveryFormatComesOutUpright_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("orientation");
        for (const auto format : kFormats) {
            for (int orientation = 1; orientation <= (format == ImageFormat::Bmp ? 1 : 8);
                 ++orientation) {
                QTest::newRow(rowName(format, orientation))
                    << static_cast<int>(format) << orientation;
            }
        }
    }

    void everyOrientationOfEveryFormatComesOutUpright()
    {
        QFETCH(int, format);
        QFETCH(int, orientation);
        const auto upright = quarters();
        Extras extras;
        extras.orientation = orientation;
        const auto file =
            imageFile(static_cast<ImageFormat>(format), stored(upright, orientation), extras);
        for (const int side : {0, 48}) {
            DecodeOptions options;
            options.longestSide = side;
            const auto decoded = decodeImage(file, options);
            QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
            QCOMPARE(decoded->info.format, static_cast<ImageFormat>(format));
            QCOMPARE(decoded->info.orientation, orientation);
            QCOMPARE(decoded->info.width, 96);
            QCOMPARE(decoded->info.height, 64);
            const int scale = side == 0 ? 1 : 2;
            QCOMPARE(decoded->pixels.width, 96 / scale);
            QCOMPARE(decoded->pixels.height, 64 / scale);
            for (const auto& [x, y] : {std::pair{16, 16}, {80, 16}, {16, 48}, {80, 48}}) {
                const auto got = pixel(decoded->pixels, x / scale, y / scale);
                QVERIFY2(near(got, upright.at(x, y), 12), text(got));
            }
        }
    }

    void sixteenBitSamplesAreScaledToEight()
    {
        for (const auto format : {ImageFormat::Png, ImageFormat::Tiff}) {
            for (const int orientation : {1, 6}) {
                Extras extras;
                extras.bits = 16;
                extras.orientation = orientation;
                const auto decoded =
                    decodeImage(imageFile(format, stored(quarters(), orientation), extras));
                QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
                QCOMPARE(decoded->info.bitsPerChannel, 16);
                QCOMPARE(pixel(decoded->pixels, 80, 16), quarters().at(80, 16));
            }
        }
    }

    void alphaStaysStraightAndDoesNotBleedWhenScaled()
    {
        const Colour seen{200, 120, 40, 128};
        const Picture picture{64, 64,
                              [&](int x, int) { return x < 32 ? seen : Colour{0, 255, 0, 0}; }};
        for (const auto format : {ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff}) {
            Extras extras;
            extras.alpha = true;
            const auto file = imageFile(format, picture, extras);
            const auto full = decodeImage(file);
            QVERIFY2(full, full ? "" : describe(full.error()).c_str());
            QVERIFY2(near(pixel(full->pixels, 8, 8), seen, 2), text(pixel(full->pixels, 8, 8)));
            QCOMPARE(pixel(full->pixels, 50, 8).a, 0);
            DecodeOptions options;
            options.longestSide = 21; // a column that is half seen
            const auto small = decodeImage(file, options);
            QVERIFY(small);
            const auto edge = pixel(small->pixels, 10, 10);
            QVERIFY2(edge.a > 20 && edge.a < 120, text(edge));
            QVERIFY2(near({edge.r, edge.g, edge.b}, {seen.r, seen.g, seen.b}, 4), text(edge));
        }
    }

    void multipliedAlphaOfTiffIsDivided()
    {
        Extras extras;
        extras.alpha = true;
        extras.tiffAlpha = 1;
        const auto decoded =
            decodeImage(imageFile(ImageFormat::Tiff, plain(8, 8, {100, 60, 20, 128}), extras));
        QVERIFY(decoded);
        QVERIFY2(near(pixel(decoded->pixels, 4, 4), {199, 120, 40, 128}, 2),
                 text(pixel(decoded->pixels, 4, 4)));
    }

    void greyImagesBecomeRgb()
    {
        const auto decoded = decodeImage(greyPng(plain(20, 10, {77, 77, 77})));
        QVERIFY(decoded);
        QCOMPARE(decoded->info.channels, 1);
        QCOMPARE(pixel(decoded->pixels, 5, 5), (Colour{77, 77, 77, 255}));
    }

    void inksBecomeLight()
    {
        const auto decoded = decodeImageFile(TRIPTYCH_SOURCE_DIR "/tests/core/media/cmyk.jpg");
        QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
        QVERIFY(decoded->info.cmyk);
        const auto left = pixel(decoded->pixels, 5, 8);
        const auto right = pixel(decoded->pixels, 26, 8);
        QVERIFY2(left.r > 220 && left.g < 40 && left.b < 40, text(left));
        QVERIFY2(right.r < 40 && right.g > 220 && right.b > 220, text(right));
    }

    void embeddedProfileIsApplied()
    {
        for (const auto format :
             {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff}) {
            Extras extras;
            extras.profile = swappedProfile();
            const auto decoded = decodeImage(imageFile(format, plain(40, 24, {250, 5, 5}), extras));
            QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
            QCOMPARE(decoded->info.iccProfile, extras.profile);
            QVERIFY(!decoded->profileIgnored);
            const auto got = pixel(decoded->pixels, 20, 12);
            QVERIFY2(got.g > 230 && got.r < 60 && got.b < 60, text(got));
        }
    }

    void profileAndOrientationAndAlphaGoTogether()
    {
        Extras extras;
        extras.profile = swappedProfile();
        extras.orientation = 6;
        extras.alpha = true;
        for (const auto format : {ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff}) {
            const auto decoded = decodeImage(imageFile(format, stored(quarters(), 6), extras));
            QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
            const auto got = pixel(decoded->pixels, 16, 16); // red there
            QVERIFY2(got.g > 180 && got.r < 90 && got.a == 255, text(got));
        }
    }

    void srgbProfileChangesNothing()
    {
        Extras extras;
        extras.profile = srgbProfile();
        const auto decoded = decodeImage(imageFile(ImageFormat::Png, quarters(), extras));
        QVERIFY(decoded);
        QCOMPARE(pixel(decoded->pixels, 80, 48), quarters().at(80, 48));
    }

    void damagedProfileIsIgnoredAndSaid()
    {
        Extras extras;
        extras.profile = swappedProfile().substr(0, 200);
        for (const auto format :
             {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff}) {
            const auto decoded = decodeImage(imageFile(format, plain(40, 24, {250, 5, 5}), extras));
            QVERIFY2(decoded, decoded ? "" : describe(decoded.error()).c_str());
            QVERIFY(decoded->profileIgnored);
            QVERIFY(near(pixel(decoded->pixels, 20, 12), {250, 5, 5}, 6));
        }
    }

    void greyProfileDoesNotFitColours()
    {
        Extras extras;
        extras.profile = greyProfile(1.0);
        const auto decoded =
            decodeImage(imageFile(ImageFormat::Jpeg, plain(40, 24, {250, 5, 5}), extras));
        QVERIFY(decoded);
        QVERIFY(decoded->profileIgnored);
    }

    void longestSideIsMetAndNothingIsEnlarged()
    {
        const auto file = imageFile(ImageFormat::Jpeg, plain(1003, 501, {90, 140, 200}));
        for (const int side : {1, 7, 100, 125, 126, 250, 251, 333, 500, 502, 777, 1002}) {
            DecodeOptions options;
            options.longestSide = side;
            const auto decoded = decodeImage(file, options);
            QVERIFY(decoded);
            QCOMPARE(decoded->pixels.width, side);
            const double height = side * 501.0 / 1003.0;
            QVERIFY(std::abs(decoded->pixels.height - height) <= 1.0);
            QVERIFY(near(pixel(decoded->pixels, side / 2, decoded->pixels.height / 2),
                         {90, 140, 200}, 5));
        }
        DecodeOptions more;
        more.longestSide = 5000;
        QCOMPARE(decodeImage(file, more)->pixels.width, 1003);
    }

    void bigPhotoAtScreenSizeNeverStandsInMemoryWhole()
    {
        const auto file = imageFile(
            ImageFormat::Jpeg,
            {6000, 4000, [](int x, int y) { return Colour{x / 24, y / 16, (x + y) / 40}; }});
        if (!std::ofstream("/proc/self/clear_refs").put('5').flush()) {
            QSKIP("the peak of memory cannot be reset here");
        }
        const long before = statusKiB("VmRSS:");
        DecodeOptions options;
        options.longestSide = 1000;
        const auto decoded = decodeImage(file, options);
        const long peak = statusKiB("VmHWM:");
        QVERIFY(decoded);
        QCOMPARE(decoded->pixels.width, 1000);
        QVERIFY2(peak - before < 40 * 1024,
                 QByteArray::number(static_cast<qlonglong>(peak - before)) + " KiB");
    }

    void wholePhotoStandsInMemoryOnceThoughItIsTurned()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the address sanitizer keeps what is freed: resident memory says nothing");
#endif
        Extras portrait;
        portrait.orientation = 6;
        const auto file = imageFile(
            ImageFormat::Jpeg,
            {4000, 3000, [](int x, int y) { return Colour{x / 24, y / 16, 90}; }}, portrait);
        if (!std::ofstream("/proc/self/clear_refs").put('5').flush()) {
            QSKIP("the peak of memory cannot be reset here");
        }
        const long before = statusKiB("VmRSS:");
        auto decoded = decodeImage(file);
        const long peak = statusKiB("VmHWM:");
        QVERIFY(decoded);
        QCOMPARE(decoded->pixels.width, 3000);
        QCOMPARE(decoded->pixels.height, 4000);
        QVERIFY2(peak - before < 60 * 1024,
                 QByteArray::number(static_cast<qlonglong>(peak - before)) + " KiB");
        decoded = fail(ErrorCode::Cancelled);
        QVERIFY(statusKiB("VmRSS:") - before < 8 * 1024); // given back at once
    }

    void reducedJpegIsUprightToo_data()
    {
        QTest::addColumn<int>("orientation");
        for (int i = 1; i <= 8; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }

    void reducedJpegIsUprightToo()
    {
        QFETCH(int, orientation);
        Extras turned;
        turned.orientation = orientation;
        const auto file = imageFile(ImageFormat::Jpeg, stored(quarters(), orientation), turned);
        DecodeOptions options;
        options.longestSide = 24;
        const auto decoded = decodeImage(file, options);
        QVERIFY(decoded);
        QCOMPARE(decoded->pixels.width, 24);
        QCOMPARE(decoded->pixels.height, 16);
        for (const auto& [x, y] : {std::pair{4, 4}, {19, 4}, {4, 11}, {19, 11}}) {
            const auto expected = quarters().at(x * 4, y * 4);
            const auto got = pixel(decoded->pixels, x, y);
            QVERIFY2(near(got, expected, 12), text(got));
        }
    }

    void wrongExtensionIsReadByContentAndMentioned()
    {
        const QTemporaryDir folder;
        const auto png = imageFile(ImageFormat::Png, quarters());
        const auto wrong = examineImage(write(folder, "photo.jpg", png));
        QVERIFY(wrong);
        QCOMPARE(wrong->format, ImageFormat::Png);
        QCOMPARE(wrong->warnings, std::vector{ImageWarning::WrongExtension});
        QVERIFY(examineImage(write(folder, "photo.PNG", png))->warnings.empty());
        QVERIFY(examineImage(write(folder, "photo", png))->warnings.empty());
    }

    void examineTellsAllOfAFile()
    {
        const QTemporaryDir folder;
        Extras extras;
        extras.orientation = 8;
        const auto bytes = imageFile(ImageFormat::Jpeg, stored(quarters(), 8), extras);
        const auto path = write(folder, "a.jpg", bytes);
        const auto examined = examineImage(path);
        QVERIFY(examined);
        QCOMPARE(examined->sha256, sha256Hex(bytes));
        QCOMPARE(examined->width, 96);
        QCOMPARE(examined->height, 64);
        QCOMPARE(examined->bytes, static_cast<std::int64_t>(bytes.size()));
        QCOMPARE(examined->modified, *modifiedMillis(path));
        QCOMPARE(hammingDistance(examined->phash, *perceptualHashOfFile(path)), 0);
    }

    void perceptualHashKnowsTheSameAndTellsOthersApart()
    {
        SampleOptions options;
        options.products = 5;
        const auto items = planSampleCatalogue(options);
        QVERIFY(items);
        std::vector<std::uint64_t> hashes;
        std::string last;
        for (const auto& item : *items) {
            if (item.category == last) {
                continue;
            }
            last = item.category;
            const auto pixels = drawSampleImage(item, options);
            QVERIFY(pixels);
            const auto big = perceptualHash(*pixels);
            const auto small = perceptualHash(*scaledDown(*pixels, 200));
            const auto packed = decodeImage(*encodeJpeg(*pixels, 50));
            QVERIFY(hammingDistance(*big, *small) <= 6);
            QVERIFY(hammingDistance(*big, *perceptualHash(packed->pixels)) <= 6);
            for (const auto other : hashes) {
                QVERIFY(hammingDistance(*big, other) > 10);
            }
            hashes.push_back(*big);
        }
        QCOMPARE(hashes.size(), std::size_t{5});
    }

    void sameFileScalesToTheSameBytes()
    {
        const QTemporaryDir folder;
        const auto path = write(folder, "a.png", imageFile(ImageFormat::Png, quarters()));
        DecodeOptions options;
        options.longestSide = 48;
        const auto first = scaledJpegOfFile(path, options);
        QVERIFY(first);
        QCOMPARE(*scaledJpegOfFile(path, options), *first);
        const auto back = probeImage(*first);
        QVERIFY(back);
        QCOMPARE(back->format, ImageFormat::Jpeg);
        QCOMPARE(back->width, 48);
        QCOMPARE(back->height, 32);
    }

    void pngKeepsPixelsAndJpegLaysAlphaOverWhite()
    {
        Extras extras;
        extras.alpha = true;
        const auto decoded =
            decodeImage(imageFile(ImageFormat::Png, plain(16, 16, {10, 20, 30, 128}), extras));
        QVERIFY(decoded);
        const auto again = decodeImage(*encodePng(decoded->pixels));
        QCOMPARE(pixel(again->pixels, 3, 3), (Colour{10, 20, 30, 128}));
        const auto flat = decodeImage(*encodeJpeg(decoded->pixels));
        QVERIFY(near(pixel(flat->pixels, 8, 8), {132, 137, 142}, 3));
    }

    void requestedStopEndsTheDecode()
    {
        std::stop_source source;
        source.request_stop();
        DecodeOptions options;
        options.stop = source.get_token();
        const auto stopped = decodeImage(imageFile(ImageFormat::Png, quarters()), options);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    }

    void realPhotosDecode_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("garments") << QStringLiteral("magento/images");
        QTest::newRow("clothing") << QStringLiteral("clothing/images");
    }

    void realPhotosDecode()
    {
        QFETCH(QString, folder);
        const QString data = qEnvironmentVariable(
            "TRIPTYCH_DATA", QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data"));
        QDirIterator files(data + QLatin1Char('/') + folder, QDir::Files,
                           QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext() && count < 150) {
            const auto path = files.next().toStdString();
            const auto examined = examineImage(path);
            QVERIFY2(examined, examined ? "" : describe(examined.error()).c_str());
            QVERIFY(examined->width > 0 && examined->height > 0 && examined->phash != 0);
            ++count;
        }
        if (count == 0) {
            QSKIP("no photos: set TRIPTYCH_DATA to a folder that holds them");
        }
    }
};

QTEST_APPLESS_MAIN(DecodeTest)
#include "decode_test.moc"
