"""What stands on a page around an article. One entry a line; letters are compared without case, marks or spaces at the ends."""

CLUTTER = {
    # Whole lines.
    "lines": """
        advertisement
        advertisements
        ad
        ads
        sponsored
        home
        menu
        search
        share
        share this
        share this article
        share this story
        copy link
        print
        email
        save
        follow us
        subscribe
        subscribe now
        sign in
        sign up
        log in
        register
        trending
        trending now
        most read
        most popular
        top stories
        latest news
        breaking news
        related
        see also
        read more
        read the full story
        read the rest here
        show more
        load more
        view all
        see all
        next
        previous
        comments
        leave a comment
        leave a reply
        cancel reply
        post comment
        reply
        name
        website
        about us
        contact us
        contact
        careers
        privacy policy
        terms of use
        terms of service
        cookie policy
        skip to content
        skip to main content
        back to top
        tags
        topics
        sources
        references
        external links
        story continues below
        story continues below advertisement
        article continues below
        scroll to continue with content
        advertisement scroll to continue with content
        world
        politics
        business
        sports
        opinion
        entertainment
        technology
        """,
    # Beginnings of lines.
    "starts": """
        read more:
        read also
        also read
        read next
        see also:
        see also :
        watch:
        watch :
        listen:
        related:
        related :
        related story
        related stories
        related article
        recommended:
        more on this
        more from
        more:
        click here
        tap here
        download our app
        download the app
        get the latest
        get our free
        get breaking news
        sign up for
        sign up to
        subscribe to
        follow us on
        follow him on
        follow her on
        like us on
        join our
        join us on
        this site uses
        this website uses
        we use cookies
        by continuing to use
        by using this site
        learn how your comment
        your email address will not be
        required fields are marked
        save my name
        notify me of
        please enter your
        you must be logged in
        log in to leave
        copyright
        ©
        (c)
        all rights reserved
        photo:
        photo :
        photo by
        photos by
        photograph:
        photograph by
        image:
        image credit
        picture:
        file photo
        illustration:
        caption:
        video:
        tags:
        tag:
        topics:
        filed under
        categories:
        category:
        posted in
        posted on
        published:
        published on
        last updated
        last modified
        updated:
        written by
        editor:
        editing by
        editors:
        reporting by
        have something to add
        got a story
        got a tip
        do you have a story
        do you have a tip
        our standards:
        read more in
        read more on
        this article was originally published
        this story was originally published
        home >
        home »
        home /
        scroll to continue
        """,
    # Anywhere in a short line.
    "anywhere": """
        uses akismet
        uses cookies
        use of cookies
        accept all cookies
        all rights reserved
        terms and conditions
        opens in a new window
        getty images
        """,
    # Headings after which everything up to the next paragraph is a list of links.
    "sections": """
        related
        related stories
        related articles
        related news
        see also
        most read
        most popular
        trending
        trending now
        top stories
        latest news
        recommended
        recommended for you
        you may also like
        more from this section
        editors' picks
        sources
        references
        external links
        """,
    # Beginnings of such headings.
    "section_starts": """
        read more in
        read more on
        more in
        more on
        """,
    # Headings after which the page holds readers' words or a form, to its end.
    "endings": """
        comments
        leave a comment
        leave a reply
        join the conversation
        """,
    # Words on the buttons by which a page is passed on; a line of nothing else is no text.
    "sharing": "email e-mail print copy link share tweet pin",
    # Menu words that pages glue to a headline or a row of crumbs.
    "crumbs": "home news world politics business sport sports opinion national international",
    # Words of photo credits: "(Photo: Reuters/...)".
    "photo": "photo photograph image picture illustration file-photo ap-photo afp-photo reuters-photo handout",
    # Words of a line that only says when or how long: "Published 3 hours ago".
    "stamps": "published updated posted on at last modified min mins minute minutes hour hours ago read am pm est edt gmt utc bst et",
    # Words that make even a short line without a full stop part of the article.
    "prose": "said says say is are was were told that according will has have not",
    # Glued anywhere, even inside a paragraph.
    "inside": r"\[(?:read|see|watch)(?: also| more)?:[^\]\n]{1,160}\]",
}
