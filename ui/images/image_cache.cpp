// SPDX-License-Identifier: GPL-3.0-or-later
// The image cache and its media lane.
#include "ui/images/image_cache.h"

#include "ui/convert.h"
#include "ui/images/image_store.h"

#include <QThread>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace triptych::ui {

namespace {

// What was asked for ahead longest ago is not likely to be looked at any more.
constexpr std::size_t kMostPrefetches = 16;

} // namespace

// Everything but the queue is touched by the GUI thread only; the queue is shared with the lane.
class ImageCache::Inner
{
public:
    using CacheKey = ImageStore::ImageKey;

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
        std::vector<Waiter> waiters;
        // The rest under m_mutex.
        std::stop_source stop;
        bool prefetch = false;
        bool started = false;
        bool stepsBack = false; // stopped for something that is looked at; begins again after it
    };

    Inner(ImageCache& owner, std::size_t bound, int threads, Loader loader)
        : m_owner(owner)
        , m_store(bound)
        , m_loader(std::move(loader))
    {
        for (int i = 0; i < threads; ++i) {
            m_threads.emplace_back([this](const std::stop_token& stop) { run(stop); });
        }
    }

    ~Inner()
    {
        {
            const std::lock_guard lock(m_mutex);
            for (auto& [key, load] : m_loads) {
                load->stepsBack = false;
                load->stop.request_stop();
            }
            m_wanted.clear();
            m_prefetches.clear();
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

    ImageStore& store() { return m_store; }

    [[nodiscard]] bool changed(const std::string& name) const { return m_changed.contains(name); }

    void ask(const ImageView& image, int side, std::optional<Waiter> waiter)
    {
        const CacheKey key = keyOf(image, side);
        if (const QImage here = m_store.find(key); !here.isNull()) {
            if (waiter) {
                answerLater(std::move(*waiter), here);
            }
            return;
        }
        auto& load = m_loads[key];
        if (!load) {
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
        forgetOldPrefetches();
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
            {
                const std::lock_guard lock(m_mutex);
                at->second->prefetch = false;
            }
            at = at->second->waiters.empty() ? abandon(at) : std::next(at);
        }
    }

    void clear()
    {
        m_store.clear();
        m_changed.clear();
    }

private:
    using Loads = std::map<CacheKey, std::shared_ptr<Load>>;

    Loads::iterator abandon(Loads::iterator at)
    {
        {
            const std::lock_guard lock(m_mutex);
            at->second->stepsBack = false;
            at->second->stop.request_stop();
            std::erase(m_wanted, at->second);
            std::erase(m_prefetches, at->second);
            std::erase(m_running, at->second);
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
                makeWay();
            }
        }
        m_wake.notify_one();
    }

    // A prefetch that someone now looks at.
    void promote(const std::shared_ptr<Load>& load)
    {
        const std::lock_guard lock(m_mutex);
        load->prefetch = false;
        if (!load->started) {
            std::erase(m_prefetches, load);
            std::erase(m_wanted, load);
            m_wanted.push_front(load);
            makeWay();
        }
    }

    // When every thread is busy and one of them only looks ahead, that one steps back.
    void makeWay()
    {
        if (m_running.size() < m_threads.size()) {
            return;
        }
        const auto ahead = std::find_if(m_running.rbegin(), m_running.rend(), [](const auto& one) {
            return one->prefetch && !one->stepsBack;
        });
        if (ahead != m_running.rend()) {
            (*ahead)->stepsBack = true;
            (*ahead)->stop.request_stop();
        }
    }

    void forgetOldPrefetches()
    {
        std::vector<CacheKey> old;
        {
            const std::lock_guard lock(m_mutex);
            while (m_prefetches.size() > kMostPrefetches) {
                old.push_back(m_prefetches.front()->key);
                m_prefetches.pop_front();
            }
        }
        for (const auto& key : old) {
            m_loads.erase(key);
        }
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
            load->stop = {};
            m_running.push_back(load);
            const auto token = load->stop.get_token();
            lock.unlock();
            auto image = m_loader(load->request, token);
            lock.lock();
            std::erase(m_running, load);
            if (load->stepsBack && !image && image.error().code == ErrorCode::Cancelled) {
                load->stepsBack = false;
                load->started = false;
                (load->prefetch ? m_prefetches : m_wanted).push_front(load);
                continue;
            }
            lock.unlock();
            QMetaObject::invokeMethod(
                &m_owner, [this, load, image = std::move(image)]() { loaded(load, image); },
                Qt::QueuedConnection);
            lock.lock();
        }
    }

    void loaded(const std::shared_ptr<Load>& load, const Result<workflow::LoadedImage>& loadedImage)
    {
        const auto at = m_loads.find(load->key);
        if (at == m_loads.end() || at->second != load) {
            return; // nobody wants it any more
        }
        m_loads.erase(at);
        Result<QImage> image =
            loadedImage ? Result<QImage>{keep(load->key, *loadedImage)} : fail(loadedImage);
        for (auto& waiter : load->waiters) {
            if (waiter.context && waiter.done) {
                waiter.done(image);
            }
        }
    }

    QImage keep(const CacheKey& key, const workflow::LoadedImage& image)
    {
        if (image.changed) {
            m_changed.insert(key.first);
        } else {
            m_changed.erase(key.first);
        }
        return m_store.keep(key, image.pixels, image.changed);
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
    ImageStore m_store;
    Loader m_loader;
    std::set<std::string> m_changed; // names whose file is another than was imported
    Loads m_loads;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::shared_ptr<Load>> m_wanted;
    std::deque<std::shared_ptr<Load>> m_prefetches;
    std::vector<std::shared_ptr<Load>> m_running;
    std::vector<std::jthread> m_threads;
};

ImageCache::ImageCache(std::size_t bytes, QObject* parent, int threads, Loader loader)
    : QObject(parent)
    , m_inner(std::make_unique<Inner>(
          *this, bytes, threads > 0 ? threads : std::max(2, QThread::idealThreadCount() - 1),
          std::move(loader)))
{}

ImageCache::~ImageCache() = default;

QImage ImageCache::find(const ImageView& image, int side)
{
    return m_inner->store().find(Inner::keyOf(image, side));
}

QImage ImageCache::findAny(const ImageView& image)
{
    return m_inner->store().findAny(Inner::keyOf(image, 0).first);
}

bool ImageCache::changed(const ImageView& image) const
{
    return m_inner->changed(Inner::keyOf(image, 0).first);
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
    return m_inner->store().bytes();
}

} // namespace triptych::ui
