// SPDX-License-Identifier: GPL-3.0-or-later
// The image cache: bounded, newest first, shared decodes, no pixel copied, nothing after cancel.
#include "tests.h"

#include "core/base/sha256.h"
#include "ui/images/image_cache.h"
#include "ui/images/image_store.h"

#include <QBuffer>
#include <QColorSpace>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace triptych;
using namespace triptych::ui;

namespace {

constexpr int kSide = 32;
constexpr std::size_t kBytes = kSide * kSide * 4;

PixelBuffer square()
{
    return {kSide, kSide, kSide * 4,
            std::make_shared<const std::vector<std::uint8_t>>(kBytes, std::uint8_t{200})};
}

Result<workflow::LoadedImage> loadedSquare()
{
    return workflow::LoadedImage{square(), false};
}

ImageView view(const char* path)
{
    ImageView image;
    image.path = path;
    image.width = 4000;
    image.height = 3000;
    return image;
}

} // namespace

class ImageCacheTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void memoryStaysWithinTheBound();
    void requestsForOneImageShareOneDecode();
    void theNewestRequestIsDecodedFirst();
    void aCancelledRequestIsNeverAnswered();
    void anUnreadableImageComesAsItsError();
    void aPrefetchedImageIsThereWhenAskedFor();
    void pixelsAreWrappedNotCopied();
    void lookingAheadNeverEvictsWhatIsShown();
    void wholePhotosLiveOnlyWhileTheyAreShown();
    void failuresAreNotRemembered();
    void whatIsAskedForInterruptsLookingAhead();
    void oldestOfManyPrefetchesAreDropped();
    void changedFileComesWithItsPixelsAndIsTold();
    void wideGamutGreyAndInksComeInSrgb();
    void badFilesComeAsWhatIsWrong_data();
    void badFilesComeAsWhatIsWrong();
};

void ImageCacheTest::memoryStaysWithinTheBound()
{
    ImageCache cache(4 * kBytes, nullptr, 2,
                     [](const auto&, const auto&) { return loadedSquare(); });
    int answered = 0;
    for (int i = 0; i < 40; ++i) {
        cache.request(view(qPrintable(QString::number(i))), kSide, this,
                      [&answered](const Result<QImage>& image) { answered += image ? 1 : 0; });
    }
    QTRY_COMPARE(answered, 40);
    QVERIFY(cache.bytes() <= 4 * kBytes);
    QVERIFY(cache.bytes() > 0);
}

void ImageCacheTest::requestsForOneImageShareOneDecode()
{
    std::atomic<int> decodes{0};
    QSemaphore go;
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1, [&](const auto&, const auto&) {
        ++decodes;
        go.acquire();
        return loadedSquare();
    });
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
        cache.request(view("one"), kSide, this, [&answered](const Result<QImage>&) { ++answered; });
    }
    go.release(5);
    QTRY_COMPARE(answered, 5);
    QCOMPARE(decodes.load(), 1);
}

void ImageCacheTest::theNewestRequestIsDecodedFirst()
{
    std::mutex mutex;
    std::vector<std::string> order;
    QSemaphore started;
    QSemaphore go;
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1, [&](const auto& request, const auto&) {
        started.release();
        go.acquire();
        const std::lock_guard lock(mutex);
        order.push_back(request.path);
        return loadedSquare();
    });
    int answered = 0;
    const auto count = [&answered](const Result<QImage>&) { ++answered; };
    cache.request(view("first"), kSide, this, count);
    started.acquire(); // the lane is busy with it: the others wait
    cache.prefetch(view("ahead"), kSide);
    cache.request(view("old"), kSide, this, count);
    cache.request(view("new"), kSide, this, count);
    go.release(4);
    QTRY_COMPARE(answered, 3);
    QTRY_VERIFY(!cache.find(view("ahead"), kSide).isNull());
    QCOMPARE(order, (std::vector<std::string>{"first", "new", "old", "ahead"}));
}

void ImageCacheTest::aCancelledRequestIsNeverAnswered()
{
    QSemaphore started;
    QSemaphore go;
    std::atomic<bool> stopped{false};
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1,
                     [&](const auto&, const std::stop_token& stop) {
                         started.release();
                         go.acquire();
                         stopped = stop.stop_requested();
                         return loadedSquare();
                     });
    QObject context;
    bool answered = false;
    cache.request(view("one"), kSide, &context,
                  [&answered](const Result<QImage>&) { answered = true; });
    started.acquire();
    cache.cancel(&context);
    bool other = false;
    cache.request(view("two"), kSide, this, [&other](const Result<QImage>&) { other = true; });
    go.release(2);
    QTRY_VERIFY(other); // came after the cancelled one was through
    QVERIFY(!answered);
    QVERIFY(cache.find(view("one"), kSide).isNull());
}

void ImageCacheTest::anUnreadableImageComesAsItsError()
{
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1, [](const auto&, const auto&) {
        return Result<workflow::LoadedImage>(fail(ErrorCode::Truncated));
    });
    ErrorCode code = ErrorCode::Internal;
    cache.request(view("bad"), kSide, this, [&code](const Result<QImage>& image) {
        code = image ? code : image.error().code;
    });
    QTRY_COMPARE(code, ErrorCode::Truncated);
    QCOMPARE(cache.bytes(), std::size_t{0});
}

void ImageCacheTest::aPrefetchedImageIsThereWhenAskedFor()
{
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1,
                     [](const auto&, const auto&) { return loadedSquare(); });
    cache.prefetch(view("next"), kSide);
    QTRY_VERIFY(!cache.find(view("next"), kSide).isNull());
    QVERIFY(!cache.findAny(view("next")).isNull());
    QVERIFY(cache.find(view("next"), 2 * kSide).isNull());
}

void ImageCacheTest::pixelsAreWrappedNotCopied()
{
    const PixelBuffer pixels = square();
    const auto* data = pixels.data->data();
    const QImage image = wrapPixels(pixels);
    QCOMPARE(image.constBits(), data);
    QCOMPARE(pixels.data.use_count(), 2L);
    QVERIFY(wrapPixels({}).isNull());
}

void ImageCacheTest::lookingAheadNeverEvictsWhatIsShown()
{
    ImageCache cache(4 * kBytes, nullptr, 1,
                     [](const auto&, const auto&) { return loadedSquare(); });
    QImage shown;
    cache.request(view("shown"), kSide, this,
                  [&shown](const Result<QImage>& image) { shown = *image; });
    QTRY_VERIFY(!shown.isNull());
    for (int i = 0; i < 10; ++i) {
        cache.prefetch(view(qPrintable(QString::number(i))), kSide);
    }
    QTRY_VERIFY(!cache.find(view("9"), kSide).isNull());
    QCOMPARE(cache.find(view("shown"), kSide).constBits(), shown.constBits());
    QVERIFY(cache.bytes() <= 4 * kBytes);
}

void ImageCacheTest::wholePhotosLiveOnlyWhileTheyAreShown()
{
    constexpr int kWide = 2048;
    static constexpr std::size_t kWhole = std::size_t{kWide} * kWide * 4;
    ImageCache cache(kWhole, nullptr, 1, [](const auto& request, const auto&) {
        if (request.longestSide > 0) {
            return loadedSquare();
        }
        PixelBuffer whole{kWide, kWide, kWide * 4,
                          std::make_shared<const std::vector<std::uint8_t>>(kWhole)};
        return Result<workflow::LoadedImage>(workflow::LoadedImage{whole, false});
    });
    QImage small;
    QImage whole;
    cache.request(view("photo"), kSide, this,
                  [&small](const Result<QImage>& image) { small = *image; });
    cache.request(view("photo"), 0, this,
                  [&whole](const Result<QImage>& image) { whole = *image; });
    QTRY_VERIFY(!whole.isNull() && !small.isNull());
    QCOMPARE(cache.find(view("photo"), 0).constBits(), whole.constBits()); // one copy for all
    QCOMPARE(cache.findAny(view("photo")).width(), kWide);
    QCOMPARE(cache.bytes(), kWhole + kBytes); // it counts
    whole = {};
    QCOMPARE(cache.bytes(), kBytes);
    QVERIFY(cache.find(view("photo"), 0).isNull());
    QVERIFY(!cache.find(view("photo"), kSide).isNull());
}

void ImageCacheTest::failuresAreNotRemembered()
{
    std::atomic<bool> there{false};
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1, [&there](const auto&, const auto&) {
        return there ? loadedSquare() : Result<workflow::LoadedImage>(fail(ErrorCode::NotFound));
    });
    int failures = 0;
    int images = 0;
    const auto count = [&](const Result<QImage>& image) { ++(image ? images : failures); };
    cache.request(view("away"), kSide, this, count);
    QTRY_COMPARE(failures, 1);
    there = true; // the drive is back
    cache.request(view("away"), kSide, this, count);
    QTRY_COMPARE(images, 1);
}

void ImageCacheTest::whatIsAskedForInterruptsLookingAhead()
{
    std::mutex mutex;
    std::vector<std::string> order;
    QSemaphore started;
    std::atomic<bool> slow{true};
    ImageCache cache(
        ImageCache::kDefaultBytes, nullptr, 1,
        [&](const auto& request, const std::stop_token& stop) -> Result<workflow::LoadedImage> {
            started.release();
            while (request.path == "ahead" && slow && !stop.stop_requested()) {
                std::this_thread::yield();
            }
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled);
            }
            const std::lock_guard lock(mutex);
            order.push_back(request.path);
            return loadedSquare();
        });
    cache.prefetch(view("ahead"), kSide);
    started.acquire(); // the only thread is busy with it
    bool answered = false;
    cache.request(view("now"), kSide, this, [&](const Result<QImage>& image) {
        answered = image.has_value();
        slow = false;
    });
    QTRY_VERIFY(answered);
    QTRY_VERIFY(!cache.find(view("ahead"), kSide).isNull()); // begun again, not lost
    QCOMPARE(order, (std::vector<std::string>{"now", "ahead"}));
}

void ImageCacheTest::oldestOfManyPrefetchesAreDropped()
{
    QSemaphore started;
    QSemaphore go;
    std::atomic<int> decodes{0};
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1, [&](const auto&, const auto&) {
        started.release();
        go.acquire();
        ++decodes;
        return loadedSquare();
    });
    cache.prefetch(view("first"), kSide);
    started.acquire();
    for (int i = 0; i < 100; ++i) {
        cache.prefetch(view(qPrintable(QString::number(i))), kSide);
    }
    go.release(101);
    QTRY_VERIFY(!cache.find(view("99"), kSide).isNull());
    QVERIFY(decodes < 30);
    QVERIFY(cache.find(view("0"), kSide).isNull());
    bool answered = false; // one that was dropped can be asked for all the same
    cache.request(view("0"), kSide, this, [&answered](const auto&) { answered = true; });
    QTRY_VERIFY(answered);
}

void ImageCacheTest::changedFileComesWithItsPixelsAndIsTold()
{
    const QTemporaryDir folder;
    ImageView image = view(qPrintable(folder.filePath(QStringLiteral("a.png"))));
    const auto paint = [&image](Qt::GlobalColor colour) {
        QImage picture(40, 30, QImage::Format_RGB32);
        picture.fill(colour);
        return picture.save(QString::fromStdString(image.path));
    };
    QVERIFY(paint(Qt::red));
    image.sha256 = *sha256OfFile(image.path);
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1);
    QImage shown;
    const auto take = [&shown](const Result<QImage>& result) { shown = result.value_or(QImage()); };
    cache.request(image, kSide, this, take);
    QTRY_VERIFY(!shown.isNull());
    QVERIFY(!cache.changed(image));
    cache.clear();
    shown = {};
    QVERIFY(paint(Qt::green));
    cache.request(image, kSide, this, take);
    QTRY_VERIFY(!shown.isNull());
    QVERIFY(cache.changed(image));
    QCOMPARE(shown.pixelColor(5, 5), QColor(Qt::green));
    shown = {};
    QVERIFY(paint(Qt::red)); // the original is put back: nothing old is kept
    cache.request(image, kSide, this, take);
    QTRY_VERIFY(!shown.isNull());
    QVERIFY(!cache.changed(image));
    QCOMPARE(shown.pixelColor(5, 5), QColor(Qt::red));
}

void ImageCacheTest::wideGamutGreyAndInksComeInSrgb()
{
    const QTemporaryDir folder;
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1);
    const auto load = [&](const QString& path) {
        QImage shown;
        cache.request(view(qPrintable(path)), 0, this,
                      [&shown](const Result<QImage>& image) { shown = image.value_or(QImage()); });
        return QTest::qWaitFor([&shown] { return !shown.isNull(); }) ? shown : QImage();
    };
    QImage wide(64, 48, QImage::Format_RGB32);
    wide.fill(QColor(120, 180, 90));
    wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    const QColor expected =
        wide.convertedToColorSpace(QColorSpace(QColorSpace::SRgb)).pixelColor(9, 9);
    QVERIFY(expected.red() < 115); // the profile matters
    for (const char* name : {"wide.jpg", "wide.png"}) {
        const QString path = folder.filePath(QLatin1String(name));
        QVERIFY(wide.save(path, nullptr, 100));
        const QColor got = load(path).pixelColor(9, 9);
        QVERIFY2(std::abs(got.red() - expected.red()) <= 3 &&
                     std::abs(got.green() - expected.green()) <= 3 &&
                     std::abs(got.blue() - expected.blue()) <= 3,
                 qPrintable(got.name() + QStringLiteral(" for ") + expected.name()));
    }
    QImage grey(64, 48, QImage::Format_Grayscale8);
    grey.fill(90);
    const QString greyPath = folder.filePath(QStringLiteral("grey.jpg"));
    QVERIFY(grey.save(greyPath, nullptr, 100));
    QCOMPARE(load(greyPath).pixelColor(9, 9), QColor(90, 90, 90));
    QImage deep(64, 48, QImage::Format_RGBA64);
    deep.fill(QColor::fromRgba64(0x8080, 0x4040, 0x2020));
    const QString deepPath = folder.filePath(QStringLiteral("deep.png"));
    QVERIFY(deep.save(deepPath));
    QCOMPARE(load(deepPath).pixelColor(9, 9), QColor(0x80, 0x40, 0x20));
    QVERIFY(!load(QStringLiteral(TRIPTYCH_SOURCE_DIR "/tests/core/media/cmyk.jpg")).isNull());
}

void ImageCacheTest::badFilesComeAsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QByteArray whole;
    QBuffer buffer(&whole);
    QImage picture(300, 200, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    picture.save(&buffer, "JPG");
    QByteArray huge("BM");
    huge.resize(54, '\0');
    qToLittleEndian<quint32>(40, huge.data() + 14);
    qToLittleEndian<quint32>(30000, huge.data() + 18);
    qToLittleEndian<quint32>(30000, huge.data() + 22);
    qToLittleEndian<quint16>(1, huge.data() + 26);
    qToLittleEndian<quint16>(24, huge.data() + 28);
    QTest::newRow("no byte") << QByteArray() << int(ErrorCode::Empty);
    QTest::newRow("truncated") << whole.left(whole.size() / 2) << int(ErrorCode::Truncated);
    QTest::newRow("no image") << QByteArray("hello") << int(ErrorCode::Unsupported);
    QTest::newRow("30000 x 30000") << huge << int(ErrorCode::TooLarge);
}

void ImageCacheTest::badFilesComeAsWhatIsWrong()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("photo.jpg"));
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    ImageCache cache(ImageCache::kDefaultBytes, nullptr, 1);
    int got = -1;
    cache.request(view(qPrintable(path)), kSide, this, [&got](const Result<QImage>& image) {
        got = image ? 0 : int(image.error().code);
    });
    QTRY_COMPARE(got, code);
}

std::unique_ptr<QObject> makeImageCacheTest()
{
    return std::make_unique<ImageCacheTest>();
}

#include "image_cache_test.moc"
