fn main() {
    for t in std::env::args().skip(1) {
        let f = innopolicy::text::normalize::folded(&t);
        println!("{:?}", innopolicy::index::analyzer::tagged(&f));
    }
}
