//! The closed list of signals: what a shopper can do that we may note, where it comes from, what it counts and
//! what it is kept for. Notice, panel, policy and types are made from this list.
//! Not here: whether a signal may be noted now (`consent`), or where it is kept (`profile`).

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident => $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }
        impl $name {
            /// All of them, in order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            const WORDS: &'static [&'static str] = &[$($word,)*];
            /// The word used in storage, exports and JavaScript.
            pub const fn word(self) -> &'static str { Self::WORDS[self as usize] }
            /// The one with this word.
            pub fn from_word(word: &str) -> Option<$name> { Self::ALL.get($crate::signal::place(Self::WORDS, word)).copied() }
        }
    };
}

/// The place of a word; beyond all of them when it is none of them. One loop for every list of words.
#[inline(never)]
pub(crate) fn place(words: &[&str], word: &str) -> usize {
    words.iter().position(|known| *known == word).unwrap_or(usize::MAX)
}
pub(crate) use words;

words! {
    /// One thing the shopper did.
    Signal {
        /// Opened an item's page.
        View => "view",
        /// Searched. Only facets that the words named are kept, never the words.
        Search => "search",
        /// Chose an item from a list.
        Click => "click",
        /// Put an item into the cart.
        Cart => "cart",
        /// Took an item out of the cart again.
        Uncart => "uncart",
        /// Ordered items: one signal for one basket.
        Purchase => "purchase",
        /// Sent an item back.
        Return => "return",
        /// Was shown an item: once a day at most, never an interest.
        Impression => "impression",
    }
}

words! {
    /// A kind of signal that can be switched off by itself.
    Source {
        /// Views and clicks.
        Browsing => "browsing",
        /// Searches.
        Searching => "searching",
        /// What goes into the cart and out of it.
        Cart => "cart",
        /// Orders and returns.
        Orders => "orders",
        /// What was shown.
        Showing => "showing",
    }
}

words! {
    /// What the shopper told us about an item or a facet.
    Stance {
        /// More of this.
        Like => "like",
        /// Less of this.
        Less => "less",
        /// Never this again.
        Never => "never",
    }
}

impl Signal {
    /// The source that it belongs to.
    pub const fn source(self) -> Source {
        match self {
            Signal::View | Signal::Click => Source::Browsing,
            Signal::Search => Source::Searching,
            Signal::Cart | Signal::Uncart => Source::Cart,
            Signal::Purchase | Signal::Return => Source::Orders,
            Signal::Impression => Source::Showing,
        }
    }

    /// What it adds to an interest, against 4 for a purchase. Negative ones take back.
    pub const fn weight(self) -> i64 {
        match self {
            Signal::View | Signal::Click => 1,
            Signal::Search => 2,
            Signal::Cart => 3,
            Signal::Uncart => -3,
            Signal::Purchase => 4,
            Signal::Return => -4,
            Signal::Impression => 0,
        }
    }
}

impl Source {
    /// The one purpose that its signals are kept for: picks in this shop.
    pub const fn purpose(self) -> &'static str {
        "picks"
    }

    /// Days that its signals are kept unless the shop says otherwise. Orders are kept for a year because
    /// what comes back, comes back by the season; what was shown, for two weeks, because then it is news again.
    pub const fn days(self) -> u32 {
        match self {
            Source::Browsing | Source::Searching | Source::Cart => 90,
            Source::Orders => 365,
            Source::Showing => 14,
        }
    }
}

/// The longest retention that a shop may ask for, in days.
pub const MOST_DAYS: u32 = 400;

/// What is never read and never kept, as words for notice, panel and policy: the complement of the list above.
pub const NEVER: &[&str] =
    &["name", "address", "email", "phone", "place", "ip", "device", "other-sites", "search-words"];
