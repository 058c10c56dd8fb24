import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a page with a strict parser and notes what it is made of.
final class MarkupReader: NSObject, XMLParserDelegate {
    private(set) var ids: [String] = []
    private(set) var links: [String] = []
    private(set) var elements: Set<String> = []
    private(set) var attributes: Set<String> = []
    private(set) var text = ""

    static func read(_ page: String) throws -> MarkupReader {
        let reader = MarkupReader()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        return reader
    }

    /// Well-formed, each id once, links within the page lead to one, no script and no style in the text. Returns the ids.
    @discardableResult static func expectSound(_ page: String) throws -> Set<String> {
        let reader = try read(page)
        let ids = Set(reader.ids)
        #expect(
            ids.count == reader.ids.count,
            "ids twice: \(reader.ids.filter { id in reader.ids.filter { $0 == id }.count > 1 })")
        for link in reader.links where link.hasPrefix("#") {
            #expect(ids.contains(link.dropFirst().removingPercentEncoding ?? ""), "\(link) leads nowhere")
        }
        #expect(reader.elements.isDisjoint(with: ["script", "style", "iframe", "object"]))
        #expect(!reader.attributes.contains { $0.hasPrefix("on") || $0 == "style" })
        return ids
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
        attributes attributeDict: [String: String] = [:]
    ) {
        elements.insert(elementName)
        attributes.formUnion(attributeDict.keys)
        if let id = attributeDict["id"] { ids.append(id) }
        if elementName == "a", let target = attributeDict["href"] { links.append(target) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
