// SPDX-License-Identifier: GPL-3.0-or-later
// Bad images: every one is an error value that says what is wrong, and none reaches a decoder's
// limits.
#include "image_files.h"

#include "core/base/random.h"
#include "core/media/decode.h"
#include "core/media/examine.h"
#include "core/media/probe.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace triptych;
using namespace triptych::media;
using namespace triptych::media::test;

namespace {

// Decoders complain on standard error about every damaged file.
class QuietStandardError
{
public:
    QuietStandardError()
        : m_saved(::dup(2))
    {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, 2);
        ::close(nowhere);
    }
    ~QuietStandardError()
    {
        ::dup2(m_saved, 2);
        ::close(m_saved);
    }
    QuietStandardError(const QuietStandardError&) = delete;
    QuietStandardError& operator=(const QuietStandardError&) = delete;

private:
    int m_saved;
};

Picture noisy()
{
    return {40, 30, [](int x, int y) {
                return Colour{(x * 37 + y * 11) % 256, (x * y) % 256, (y * 53) % 256};
            }};
}

} // namespace

class BadImagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCutFileIsReported()
    {
        const QuietStandardError quiet;
        for (const auto format : kFormats) {
            const auto whole = imageFile(format, noisy());
            QVERIFY(decodeImage(whole));
            for (std::size_t size = 1; size < whole.size(); size += size < 200 ? 1 : 7) {
                const auto cut = decodeImage(std::string_view(whole).substr(0, size));
                const QByteArray where = QByteArray(media::name(format).data()) + " cut at " +
                                         QByteArray::number(static_cast<qulonglong>(size));
                QVERIFY2(!cut, where);
                if (size >= 64) {
                    QVERIFY2(cut.error().code == ErrorCode::Truncated,
                             where + ": " + describe(cut.error()).c_str());
                }
            }
        }
    }

    void tailOfZerosIsACutJpeg()
    {
        auto file = imageFile(ImageFormat::Jpeg, noisy());
        std::fill(file.begin() + static_cast<std::ptrdiff_t>(file.size() / 2), file.end(), '\0');
        const auto decoded = decodeImage(file, {}, "half.jpg");
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, ErrorCode::Truncated);
        QCOMPARE(decoded.error().subject, std::string("half.jpg"));
    }

    void emptyFileIsEmpty()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "a.jpg";
        std::ofstream{path};
        const auto examined = examineImage(path);
        QVERIFY(!examined);
        QCOMPARE(examined.error().code, ErrorCode::Empty);
        QCOMPARE(examined.error().subject, path.string());
    }

    void whatIsNoFileIsNotOpened()
    {
        const QTemporaryDir folder;
        const auto root = std::filesystem::path(folder.path().toStdString());
        QCOMPARE(::mkfifo((root / "pipe.jpg").c_str(), 0600), 0);
        QCOMPARE(examineImage(root / "pipe.jpg").error().code, ErrorCode::BadArgument);
        QCOMPARE(decodeImageFile(root).error().code, ErrorCode::BadArgument);
        QCOMPARE(probeImageFile(root / "absent.jpg").error().code, ErrorCode::NotFound);
    }

    void headersThatAnnounceTooMuchAreRefusedBeforeDecoding_data()
    {
        QTest::addColumn<int>("format");
        for (const auto format : kFormats) {
            QTest::newRow(media::name(format).data()) << static_cast<int>(format);
        }
    }

    void headersThatAnnounceTooMuchAreRefusedBeforeDecoding()
    {
        QFETCH(int, format);
        const auto kind = static_cast<ImageFormat>(format);
        const auto bomb = decodeImage(headerOnly(kind, 30000, 30000));
        QVERIFY(!bomb);
        QVERIFY2(bomb.error().code == ErrorCode::TooLarge, describe(bomb.error()).c_str());
        QVERIFY(bomb.error().detail.find("30000 x 30000") != std::string::npos);
        DecodeOptions small;
        small.limits.pixels = 96 * 64 - 1;
        const auto over = decodeImage(imageFile(kind, quarters()), small);
        QVERIFY(!over);
        QCOMPARE(over.error().code, ErrorCode::TooLarge);
        small.limits.pixels = 96 * 64;
        QVERIFY(decodeImage(imageFile(kind, quarters()), small));
    }

    void sizesThatOverflowAreRefused()
    {
        DecodeOptions all;
        all.limits.pixels = ~std::uint64_t{0};
        for (const auto format : {ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Tiff}) {
            for (const auto& [w, h] : {std::pair{0x7FFFFFFFU, 0x7FFFFFFFU},
                                       {0xFFFFFFFFU, 1U},
                                       {1U, 0x80000000U},
                                       {0x80000000U, 0x80000000U},
                                       {65536U, 65536U},
                                       {0U, 10U},
                                       {10U, 0U}}) {
                const auto decoded = decodeImage(headerOnly(format, w, h), all);
                QVERIFY(!decoded);
                QVERIFY2(decoded.error().code == ErrorCode::TooLarge ||
                             decoded.error().code == ErrorCode::Unreadable,
                         describe(decoded.error()).c_str());
            }
        }
    }

    void moreBytesThanAllowedAreNotRead()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "a.bmp";
        std::ofstream(path, std::ios::binary) << imageFile(ImageFormat::Bmp, quarters());
        ExamineOptions options;
        options.limits.bytes = 1000;
        QCOMPARE(examineImage(path, options).error().code, ErrorCode::TooLarge);
    }

    void otherFormatsNeverReachADecoder()
    {
        using namespace std::string_view_literals;
        for (const auto bytes :
             {"GIF89a\1\0\1\0\0\0\0;"sv, "<svg xmlns='http://www.w3.org/2000/svg'/>"sv,
              "P6\n1 1\n255\nabc"sv, "#?RADIANCE\n"sv, "\x76\x2F\x31\x01\0\0\0\0"sv,
              "\0\0\0\x18"
              "ftypheic\0\0\0\0"sv,
              "just text, long enough"sv, "RIFF\4\0\0\0WAVEfmt "sv, "\0\0\0\x0CjP  \r\n\x87\n"sv}) {
            const auto decoded = decodeImage(bytes);
            QVERIFY(!decoded);
            QCOMPARE(decoded.error().code, ErrorCode::Unsupported);
        }
        QCOMPARE(decodeImage("BMW and other makes of cars, a list").error().code,
                 ErrorCode::Unsupported);
    }

    void movingWebPIsUnsupported()
    {
        auto file = headerOnly(ImageFormat::WebP, 10, 10);
        file[20] = '\2';
        QCOMPARE(probeImage(file).error().code, ErrorCode::Unsupported);
    }

    void damagedDataIsUnreadable()
    {
        const QuietStandardError quiet;
        auto file = imageFile(ImageFormat::Png, noisy());
        file[file.size() / 2] =
            static_cast<char>(file[file.size() / 2] ^ 0x55); // the check sum notices
        const auto decoded = decodeImage(file);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, ErrorCode::Unreadable);
    }

    void tenThousandMutationsNeverCrash()
    {
        const QuietStandardError quiet;
        Random random(20261123);
        DecodeOptions options;
        options.limits.pixels = 200'000;
        int refused = 0;
        constexpr int kRounds = 2000;
        for (const auto format : kFormats) {
            Extras extras;
            extras.orientation = 6;
            extras.profile = srgbProfile();
            const auto profiled = imageFile(format, noisy(), extras);
            extras.profile.clear();
            const auto bare = imageFile(format, noisy(), extras);
            for (int i = 0; i < kRounds; ++i) {
                auto file = i % 8 == 0 ? profiled : bare; // damaged profiles cost 20 ms each
                const auto reach =
                    i % 2 == 0 ? std::min<std::size_t>(file.size(), 96) : file.size();
                for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
                    file[static_cast<std::size_t>(random.below(reach))] =
                        static_cast<char>(random.below(256));
                }
                options.longestSide = i % 3 == 0 ? 16 : 0;
                const auto decoded = decodeImage(file, options);
                if (!decoded) {
                    ++refused;
                    continue;
                }
                const auto& pixels = decoded->pixels;
                QVERIFY(pixels.width > 0 && pixels.height > 0);
                QCOMPARE(pixels.byteCount(),
                         pixels.stride * static_cast<std::size_t>(pixels.height));
            }
        }
        QVERIFY(refused > kRounds); // most headers do not survive
    }
};

QTEST_APPLESS_MAIN(BadImagesTest)
#include "bad_images_test.moc"
