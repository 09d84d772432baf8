// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping with room to grow, and the handler for pages that are gone.
#include "core/retrieval/vector_map.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <mutex>

namespace triptych::retrieval {

namespace {

// One map, as the handler sees it. Handlers may not lock: all atomic, never freed. `begin` is
// written last and cleared first; 0 = free.
struct Guarded
{
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::uintptr_t> end{0};
    std::atomic<bool> damaged{false};
    std::atomic<bool> taken{false};
};

constexpr std::size_t kMostMaps = 256;
std::array<Guarded, kMostMaps> g_maps;
struct sigaction g_before{};
std::uintptr_t g_pageBytes = 4096;

void onBusError(int signal, siginfo_t* info, void* context)
{
    const int error = errno;
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Guarded& map : g_maps) {
        const std::uintptr_t begin = map.begin.load();
        if (begin != 0 && address >= begin && address < map.end.load()) {
            void* page = static_cast<char*>(info->si_addr) - address % g_pageBytes;
            if (::mmap(page, g_pageBytes, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1,
                       0) != MAP_FAILED) {
                map.damaged.store(true);
                errno = error;
                return;
            }
        }
    }
    if ((g_before.sa_flags & SA_SIGINFO) != 0 && g_before.sa_sigaction != nullptr) {
        g_before.sa_sigaction(signal, info, context);
        return;
    }
    ::sigaction(SIGBUS, &g_before, nullptr); // and on returning the fault happens again
}

void installHandler()
{
    static std::once_flag once;
    std::call_once(once, [] {
        g_pageBytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        struct sigaction action{};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        ::sigaction(SIGBUS, &action, &g_before);
    });
}

Guarded* takeSlot()
{
    for (Guarded& map : g_maps) {
        if (!map.taken.exchange(true)) {
            map.damaged.store(false);
            return &map;
        }
    }
    return nullptr;
}

constexpr std::size_t kLeastRoom = std::size_t{64} << 20U;

} // namespace

struct VectorMap::State
{
    std::byte* room = nullptr; // reserved addresses; the file is shown at their start
    std::size_t roomBytes = 0;
    std::size_t shown = 0; // whole pages
    Guarded* slot = nullptr;

    void release()
    {
        if (slot != nullptr) {
            slot->begin.store(0);
        }
        if (room != nullptr) {
            ::munmap(room, roomBytes);
        }
        room = nullptr;
        roomBytes = 0;
        shown = 0;
    }
    Status reserve(std::size_t bytes)
    {
        release();
        const std::size_t wanted = std::max(kLeastRoom, bytes * 2);
        void* memory =
            ::mmap(nullptr, wanted, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) {
            return fail(errnoError(errno, {}));
        }
        room = static_cast<std::byte*>(memory);
        roomBytes = wanted;
        return {};
    }
};

VectorMap::VectorMap()
    : m_state(std::make_unique<State>())
{
    installHandler();
    m_state->slot = takeSlot();
}

VectorMap::~VectorMap()
{
    m_state->release();
    if (m_state->slot != nullptr) {
        m_state->slot->taken.store(false);
    }
}

Status VectorMap::show(int file, std::size_t bytes)
{
    State& state = *m_state;
    if (state.slot == nullptr) {
        return fail(ErrorCode::Busy, "too many vector files are open");
    }
    const std::size_t pages = (bytes + g_pageBytes - 1) / g_pageBytes * g_pageBytes;
    if (pages <= state.shown) {
        return {};
    }
    if (pages > state.roomBytes) {
        if (const auto reserved = state.reserve(pages); !reserved) {
            return reserved;
        }
    }
    // Only what is new: pages that stand in for lost ones stay.
    const std::size_t from = state.shown;
    void* memory = ::mmap(state.room + from, pages - from, PROT_READ, MAP_SHARED | MAP_FIXED, file,
                          static_cast<off_t>(from));
    if (memory == MAP_FAILED) {
        const int error = errno;
        state.release();
        return fail(errnoError(error, {}));
    }
    state.shown = pages;
    const auto begin = reinterpret_cast<std::uintptr_t>(state.room);
    state.slot->end.store(begin + pages);
    state.slot->begin.store(begin);
    return {};
}

const std::uint16_t* VectorMap::data() const
{
    return reinterpret_cast<const std::uint16_t*>(m_state->room);
}

bool VectorMap::damaged() const
{
    return m_state->slot != nullptr && m_state->slot->damaged.load();
}

} // namespace triptych::retrieval
