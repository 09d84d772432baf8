// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a vector file in memory. Pages of a file that somebody truncates while it is mapped
// raise SIGBUS on reading; a cache that is thrown away under a running window must not take the
// window with it. So the first map installs a handler (as systemd's journal does) that puts a page
// of zeros where a page of one of our maps is gone and remembers it; faults elsewhere go to
// whoever handled them before. Copying the rows instead would cost a gigabyte for a million of
// them, and could not be shared between processes.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace triptych::retrieval {

class VectorMap
{
public:
    VectorMap();
    ~VectorMap();
    VectorMap(const VectorMap&) = delete;
    VectorMap& operator=(const VectorMap&) = delete;

    // Shows the first `bytes` of the file, which has them. Grows in place where it can; only when
    // it cannot does data() change.
    Status show(int file, std::size_t bytes);
    [[nodiscard]] const std::uint16_t* data() const;
    // True: a page was gone when it was read; zeros stand in for it.
    [[nodiscard]] bool damaged() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::retrieval
