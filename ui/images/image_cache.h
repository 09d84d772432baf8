// SPDX-License-Identifier: GPL-3.0-or-later
// Decoded images for the window: loaded on the media lane, newest request first, kept within a
// bound of bytes (ImageStore). What is asked for goes before what is loaded ahead, and interrupts
// it. Failures are not remembered: asking again tries again. Called in the GUI thread; nothing here
// waits or reads files.
#pragma once

#include "core/workflow/image_service.h"

#include <QImage>
#include <QObject>
#include <QPointer>

#include <cstddef>
#include <functional>
#include <memory>

namespace triptych::ui {

class ImageCache final : public QObject
{
    Q_OBJECT
public:
    using Loader = std::function<Result<workflow::LoadedImage>(const workflow::ImageRequest&,
                                                               std::stop_token)>;
    using Callback = std::function<void(const Result<QImage>&)>;
    static constexpr std::size_t kDefaultBytes = 96ULL * 1024 * 1024;

    // threads 0: cores − 1, at least 2: a pair is two images.
    explicit ImageCache(std::size_t bytes = kDefaultBytes, QObject* parent = nullptr,
                        int threads = 0, Loader loader = workflow::loadImage);
    ~ImageCache() override; // cancels and waits for the decodes that run

    // The image if it is here, else null. `side`: longest side in device pixels; 0 = full size.
    // Counts as use.
    [[nodiscard]] QImage find(const ImageView& image, int side);
    // The largest that is here of whatever size, to show meanwhile; null when none.
    [[nodiscard]] QImage findAny(const ImageView& image);
    // Calls back in the GUI thread, later, once, if `context` still lives and did not cancel. A
    // missing or unreadable image comes as its Error. Requests for the same image share one decode.
    void request(const ImageView& image, int side, QObject* context, Callback done);
    // What was decoded last of this image was not what the project knows.
    [[nodiscard]] bool changed(const ImageView& image) const;
    // Loads after everything that was requested; nobody is told. Of many, the oldest are dropped.
    void prefetch(const ImageView& image, int side);
    // The context no longer wants what it asked for; a decode that nobody wants stops.
    void cancel(QObject* context);
    void cancelPrefetch();
    void clear(); // forgets all images, e.g. when another project opens
    [[nodiscard]] std::size_t bytes() const;

private:
    class Inner;
    std::unique_ptr<Inner> m_inner;
};

} // namespace triptych::ui
