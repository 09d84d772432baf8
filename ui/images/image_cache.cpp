// SPDX-License-Identifier: GPL-3.0-or-later
// The image cache and its media lane.
#include "ui/images/image_cache.h"

#include "ui/convert.h"

#include <QThread>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace triptych::ui {

QImage wrapPixels(const PixelBuffer& pixels)
{
    if (pixels.empty()) {
        return {};
    }
    using Data = std::shared_ptr<const std::vector<std::uint8_t>>;
    auto* keeper = new Data(pixels.data); // released by QImage's clean-up function
    return QImage(
        pixels.data->data(), pixels.width, pixels.height, static_cast<qsizetype>(pixels.stride),
        QImage::Format_RGBA8888, [](void* owner) { delete static_cast<Data*>(owner); }, keeper);
}

// Everything but the queue is touched by the GUI thread only; the queue is shared with the lane.
class ImageCache::Inner
{
public:
    using CacheKey = std::pair<std::string, int>; // path and checksum, side

    struct Waiter
    {
        QPointer<QObject> context;
        QObject* address = nullptr; // known after the context is gone
        Callback done;
    };
    struct Load
    {
        CacheKey key;
        workflow::ImageRequest request;
        std::stop_source stop;
        std::vector<Waiter> waiters;
        bool prefetch = false;
        bool started = false; // under m_mutex
    };
    struct Entry
    {
        QImage image;
        std::list<CacheKey>::iterator use;
    };

    Inner(ImageCache& owner, std::size_t bound, int threads, Loader loader)
        : m_owner(owner)
        , m_bound(bound)
        , m_loader(std::move(loader))
    {
        for (int i = 0; i < threads; ++i) {
            m_threads.emplace_back([this](const std::stop_token& stop) { run(stop); });
        }
    }

    ~Inner()
    {
        for (auto& [key, load] : m_loads) {
            load->stop.request_stop();
        }
        for (auto& thread : m_threads) {
            thread.request_stop();
        }
        m_wake.notify_all();
        m_threads.clear(); // joins
    }

    static CacheKey keyOf(const ImageView& image, int side)
    {
        // A side at or above the image's own asks for the same pixels as full size.
        const int longest = std::max(image.width, image.height);
        return {image.path + '\n' + image.sha256, longest > 0 && side >= longest ? 0 : side};
    }

    QImage find(const CacheKey& key)
    {
        const auto at = m_entries.find(key);
        if (at == m_entries.end()) {
            return {};
        }
        m_uses.splice(m_uses.begin(), m_uses, at->second.use);
        return at->second.image;
    }

    QImage findAny(const std::string& name)
    {
        CacheKey best;
        qint64 most = 0;
        for (auto at = m_entries.lower_bound({name, 0});
             at != m_entries.end() && at->first.first == name; ++at) {
            if (at->second.image.sizeInBytes() > most) {
                most = at->second.image.sizeInBytes();
                best = at->first;
            }
        }
        return most > 0 ? find(best) : QImage();
    }

    void ask(const ImageView& image, int side, std::optional<Waiter> waiter)
    {
        const CacheKey key = keyOf(image, side);
        if (m_entries.contains(key)) {
            if (waiter) {
                answerLater(std::move(*waiter), find(key));
            }
            return;
        }
        auto& load = m_loads[key];
        if (!load || load->stop.stop_requested()) {
            load = std::make_shared<Load>();
            load->key = key;
            load->request = {image.path, image.sha256, key.second};
            load->prefetch = !waiter;
            enqueue(load);
        } else if (waiter) {
            promote(load);
        }
        if (waiter) {
            load->waiters.push_back(std::move(*waiter));
        }
    }

    void cancel(const QObject* context)
    {
        for (auto at = m_loads.begin(); at != m_loads.end();) {
            auto& load = at->second;
            std::erase_if(load->waiters,
                          [context](const Waiter& one) { return one.address == context; });
            at = load->waiters.empty() && !load->prefetch ? abandon(at) : std::next(at);
        }
    }

    void cancelPrefetch()
    {
        for (auto at = m_loads.begin(); at != m_loads.end();) {
            at->second->prefetch = false;
            at = at->second->waiters.empty() ? abandon(at) : std::next(at);
        }
    }

    void clear()
    {
        m_entries.clear();
        m_uses.clear();
        m_bytes = 0;
    }

    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    using Loads = std::map<CacheKey, std::shared_ptr<Load>>;

    Loads::iterator abandon(Loads::iterator at)
    {
        at->second->stop.request_stop();
        {
            const std::lock_guard lock(m_mutex);
            std::erase(m_wanted, at->second);
            std::erase(m_prefetches, at->second);
        }
        return m_loads.erase(at);
    }

    void enqueue(const std::shared_ptr<Load>& load)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (load->prefetch) {
                m_prefetches.push_back(load); // in the order asked for
            } else {
                m_wanted.push_front(load); // newest first
            }
        }
        m_wake.notify_one();
    }

    // A prefetch that someone now looks at.
    void promote(const std::shared_ptr<Load>& load)
    {
        const std::lock_guard lock(m_mutex);
        if (!load->started) {
            std::erase(m_prefetches, load);
            std::erase(m_wanted, load);
            m_wanted.push_front(load);
        }
        load->prefetch = false;
    }

    void run(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            if (m_wanted.empty() && m_prefetches.empty()) {
                m_wake.wait(lock, stop,
                            [this]() { return !m_wanted.empty() || !m_prefetches.empty(); });
                continue;
            }
            auto& queue = m_wanted.empty() ? m_prefetches : m_wanted;
            const auto load = queue.front();
            queue.pop_front();
            load->started = true;
            lock.unlock();
            auto pixels = m_loader(load->request, load->stop.get_token());
            QMetaObject::invokeMethod(
                &m_owner, [this, load, pixels = std::move(pixels)]() { loaded(load, pixels); },
                Qt::QueuedConnection);
            lock.lock();
        }
    }

    void loaded(const std::shared_ptr<Load>& load, const Result<PixelBuffer>& pixels)
    {
        const auto at = m_loads.find(load->key);
        if (at == m_loads.end() || at->second != load) {
            return; // nobody wants it any more
        }
        m_loads.erase(at);
        Result<QImage> image =
            pixels ? Result<QImage>{wrapPixels(*pixels)} : Result<QImage>{fail(pixels)};
        if (image) {
            keep(load->key, *image);
        }
        for (auto& waiter : load->waiters) {
            if (waiter.context && waiter.done) {
                waiter.done(image);
            }
        }
    }

    void keep(const CacheKey& key, const QImage& image)
    {
        const auto size = static_cast<std::size_t>(image.sizeInBytes());
        m_uses.push_front(key);
        m_entries[key] = {image, m_uses.begin()};
        m_bytes += size;
        // The newest stays even when it alone is over the bound: it is on the screen.
        while (m_bytes > m_bound && m_uses.size() > 1) {
            const auto oldest = m_entries.find(m_uses.back());
            m_bytes -= static_cast<std::size_t>(oldest->second.image.sizeInBytes());
            m_entries.erase(oldest);
            m_uses.pop_back();
        }
    }

    void answerLater(Waiter waiter, const QImage& image)
    {
        QMetaObject::invokeMethod(
            &m_owner,
            [waiter = std::move(waiter), image]() {
                if (waiter.context && waiter.done) {
                    waiter.done(image);
                }
            },
            Qt::QueuedConnection);
    }

    ImageCache& m_owner;
    std::size_t m_bound;
    Loader m_loader;
    std::map<CacheKey, Entry> m_entries;
    std::list<CacheKey> m_uses; // most recent first
    std::size_t m_bytes = 0;
    Loads m_loads;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::shared_ptr<Load>> m_wanted;
    std::deque<std::shared_ptr<Load>> m_prefetches;
    std::vector<std::jthread> m_threads;
};

ImageCache::ImageCache(std::size_t bytes, QObject* parent, int threads, Loader loader)
    : QObject(parent)
    , m_inner(std::make_unique<Inner>(
          *this, bytes, threads > 0 ? threads : std::max(1, QThread::idealThreadCount() - 1),
          std::move(loader)))
{}

ImageCache::~ImageCache() = default;

QImage ImageCache::find(const ImageView& image, int side)
{
    return m_inner->find(Inner::keyOf(image, side));
}

QImage ImageCache::findAny(const ImageView& image)
{
    return m_inner->findAny(Inner::keyOf(image, 0).first);
}

void ImageCache::request(const ImageView& image, int side, QObject* context, Callback done)
{
    m_inner->ask(image, side, Inner::Waiter{context, context, std::move(done)});
}

void ImageCache::prefetch(const ImageView& image, int side)
{
    m_inner->ask(image, side, std::nullopt);
}

void ImageCache::cancel(QObject* context)
{
    m_inner->cancel(context);
}

void ImageCache::cancelPrefetch()
{
    m_inner->cancelPrefetch();
}

void ImageCache::clear()
{
    m_inner->clear();
}

std::size_t ImageCache::bytes() const
{
    return m_inner->bytes();
}

} // namespace triptych::ui
