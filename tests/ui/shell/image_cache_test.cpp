// SPDX-License-Identifier: GPL-3.0-or-later
// The image cache: bounded, newest first, shared decodes, no pixel copied, nothing after cancel.
#include "tests.h"
#include "ui/images/image_cache.h"
#include "ui/images/image_store.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <mutex>

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

std::unique_ptr<QObject> makeImageCacheTest()
{
    return std::make_unique<ImageCacheTest>();
}

#include "image_cache_test.moc"
